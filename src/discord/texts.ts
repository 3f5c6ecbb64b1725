// Texts: what the bot says when it is Discord's side that has something to tell.

import type { Language } from '#core/language.ts'

const en = {
  broken: (incident: string) =>
    `**Something broke on my side.**\nIt is not your fault, and what you did before is kept. Try again in a minute; if it happens again, tell your server's owner this code: \`${incident}\``,
  unknownCommand: (name: string) =>
    `**I don't know \`/${name}\` any more.**\nDiscord still showed you an older list of my commands. Restart Discord (Ctrl+R) and pick from the list again.`,
  unknownMenu: (name: string) =>
    `**I don't know "${name}" any more.**\nDiscord still showed you an older list of my menus. Restart Discord (Ctrl+R) and open the message's menu again.`,
  unknownForm:
    '**This form belongs to an older version of me.**\nNothing was sent. Open a fresh one and send it again.',
  fieldMissing:
    '**Something that must be filled in is empty.**\nNothing was sent. Open the form again and fill it in.',
  fieldTooLong: (most: number) =>
    `**What you wrote is longer than ${most} characters.**\nNothing was sent. Open the form again and say it shorter.`,
  youWrote: '-# What you wrote, so that you can copy it:',
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
  unknownMenu: (name) =>
    `**"${name}" 메뉴는 이제 없어요.**\nDiscord에 예전 메뉴 목록이 남아 있었어요. Discord를 새로 고치고(Ctrl+R) 메시지의 메뉴를 다시 열어 주세요.`,
  unknownForm:
    '**예전 버전에서 연 입력창이에요.**\n아무것도 보내지 않았어요. 새로 열어서 다시 보내 주세요.',
  fieldMissing:
    '**꼭 채워야 하는 칸이 비어 있어요.**\n아무것도 보내지 않았어요. 입력창을 다시 열고 채워 주세요.',
  fieldTooLong: (most) =>
    `**쓰신 글이 ${most}자보다 길어요.**\n아무것도 보내지 않았어요. 입력창을 다시 열고 더 짧게 써 주세요.`,
  youWrote: '-# 쓰신 내용이에요. 복사해서 다시 쓸 수 있어요:',
  unknownAction:
    '**이 버튼은 더 이상 쓸 수 없어요.**\n예전 버전에서 만든 메시지예요. 명령을 다시 실행해서 새 메시지를 받아 주세요.',
  ownersOnly:
    '**서버를 관리하는 사람만 할 수 있어요.**\n"서버 관리하기" 권한이 필요해요. 서버 주인에게 부탁하거나 권한을 받아 주세요.',
  serversOnly:
    '**다이렉트 메시지에서는 쓸 수 없어요.**\n스터디 서버의 채널에서 다시 실행해 주세요.',
}

/** The sentences of this folder, by language. */
export const texts: Readonly<Record<Language, typeof en>> = { ko, en }
