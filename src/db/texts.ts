// What to tell an operator when the database cannot be opened: what happened and what to do next.

import type { Language } from '#core/language.ts'
import type { ConnectFault } from './connect.ts'
import type { MigrateFault } from './migrate.ts'

type Words = (fault: ConnectFault | MigrateFault) => string

const en: Words = (fault) => {
  switch (fault.kind) {
    case 'locked':
      return `Another Gongbu is using ${fault.directory}. Stop it first, or give this one a directory of its own with DATA_DIR.`
    case 'unwritable':
      return `${fault.directory} cannot be written (${fault.reason}). Make it writable, or choose another directory with DATA_DIR.`
    case 'damaged':
      return `The database in ${fault.directory} cannot be opened: ${fault.reason}. Nothing was changed. Put a copy of it back, or move it away to begin anew.`
    case 'unreachable':
      return `PostgreSQL at ${fault.server} does not answer: ${fault.reason}. Check that it runs and that DATABASE_URL names its host and port.`
    case 'refused':
      return `PostgreSQL at ${fault.server} refused: ${fault.reason}. Check DATABASE_URL; characters such as @ : / # in a password must be percent-encoded.`
    case 'unmigrated':
      return `The database's tables could not be brought up to date: ${fault.reason}. The migration that failed changed nothing; the role needs the right to create schemas and tables.`
  }
}

const ko: Words = (fault) => {
  switch (fault.kind) {
    case 'locked':
      return `다른 Gongbu가 ${fault.directory} 폴더를 쓰고 있습니다. 먼저 그쪽을 멈추거나, DATA_DIR로 다른 폴더를 지정하세요.`
    case 'unwritable':
      return `${fault.directory} 폴더에 쓸 수 없습니다(${fault.reason}). 쓰기 권한을 주거나, DATA_DIR로 다른 폴더를 지정하세요.`
    case 'damaged':
      return `${fault.directory}의 데이터베이스를 열 수 없습니다: ${fault.reason}. 바꾼 것은 없습니다. 복사본을 되돌려 놓거나, 폴더를 옮기고 새로 시작하세요.`
    case 'unreachable':
      return `${fault.server}의 PostgreSQL이 응답하지 않습니다: ${fault.reason}. 서버가 켜져 있는지, DATABASE_URL의 호스트와 포트가 맞는지 확인하세요.`
    case 'refused':
      return `${fault.server}의 PostgreSQL이 거절했습니다: ${fault.reason}. DATABASE_URL을 확인하세요. 비밀번호의 @ : / # 같은 문자는 퍼센트 인코딩해야 합니다.`
    case 'unmigrated':
      return `데이터베이스의 테이블을 최신으로 만들지 못했습니다: ${fault.reason}. 실패한 변경은 모두 되돌렸습니다. 역할에 스키마와 테이블을 만들 권한이 필요합니다.`
  }
}

/** The words for a fault, by language. */
export const databaseTexts: Readonly<Record<Language, Words>> = { en, ko }
