// Texts: what the bot says when it is Discord's side that has something to tell.

import type { Language } from '#core/language.ts'

const en = {
  broken: (incident: string) =>
    `**Something broke on my side.**\nIt is not your fault, and what you did before is kept. Try again in a minute; if it happens again, tell your server's owner this code: \`${incident}\``,
  unknownCommand: (name: string) =>
    `**I don't know \`/${name}\` any more.**\nDiscord still showed you an older list of my commands. Restart Discord (Ctrl+R) and pick from the list again.`,
  unknownAction:
    '**This button no longer works.**\nIt belongs to an older version of me. Run the command again to get a fresh message.',
  ownersOnly:
    '**This one is for people who manage the server.**\nIt needs the permission "Manage Server". Ask your server\'s owner to do it or to give you the permission.',
  serversOnly:
    '**I work in servers, not in direct messages.**\nUse this command in a channel of your study group.',
}

const ko: typeof en = {
  broken: (incident) =>
    `**제 쪽에서 문제가 생겼어요.**\n잘못하신 것은 없고, 그전에 하신 일은 그대로 남아 있어요. 잠시 뒤에 다시 해 보세요. 또 그러면 서버 주인에게 이 코드를 알려 주세요: \`${incident}\``,
  unknownCommand: (name) =>
    `**\`/${name}\` 명령은 이제 없어요.**\nDiscord에 예전 명령 목록이 남아 있었어요. Discord를 새로 고치고(Ctrl+R) 목록에서 다시 골라 주세요.`,
  unknownAction:
    '**이 버튼은 더 이상 쓸 수 없어요.**\n예전 버전에서 만든 메시지예요. 명령을 다시 실행해서 새 메시지를 받아 주세요.',
  ownersOnly:
    '**서버를 관리하는 사람만 할 수 있어요.**\n"서버 관리하기" 권한이 필요해요. 서버 주인에게 부탁하거나 권한을 받아 주세요.',
  serversOnly:
    '**다이렉트 메시지에서는 쓸 수 없어요.**\n스터디 서버의 채널에서 다시 실행해 주세요.',
}

/** The sentences of this folder, by language. */
export const texts: Readonly<Record<Language, typeof en>> = { ko, en }
