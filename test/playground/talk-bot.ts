// Talk bot: what a bot on the real discord.js does in talk: menus, a form, mentions, threads, drafts.

import {
  ApplicationCommandType,
  Events,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  type Message,
  MessageFlags,
  ModalBuilder,
  Partials,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js'
import { intents } from './local.ts'
import type { PageBot } from './page-fixture.ts'
import { startStudyBot } from './study-bot.ts'

const menus = [
  {
    type: ApplicationCommandType.Message,
    name: 'Explain this',
    nameLocalizations: { ko: '이 메시지 설명해 줘' },
  },
  {
    type: ApplicationCommandType.Message,
    name: 'Report answer',
    nameLocalizations: { ko: '답변 신고하기' },
    contexts: [0],
  },
] as const

const report = (about: string) =>
  new ModalBuilder()
    .setCustomId(`report:${about}`)
    .setTitle('답변 신고')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('무엇이 틀렸나요?')
        .setDescription('한 줄로 써 주세요.')
        .setTextInputComponent(
          new TextInputBuilder()
            .setCustomId('what')
            .setStyle(TextInputStyle.Short)
            .setMinLength(3)
            .setMaxLength(40)
            .setPlaceholder('예: 기본값이 달라요'),
        ),
      new LabelBuilder().setLabel('어떤 종류예요?').setStringSelectMenuComponent(
        new StringSelectMenuBuilder().setCustomId('kind').addOptions([
          { label: '사실이 틀려요', value: 'fact', description: '노트와 다르거나 옛날 값이에요' },
          { label: '출처가 없어요', value: 'source' },
        ]),
      ),
      new LabelBuilder()
        .setLabel('더 하고 싶은 말')
        .setTextInputComponent(
          new TextInputBuilder()
            .setCustomId('more')
            .setStyle(TextInputStyle.Paragraph)
            .setRequired(false)
            .setMaxLength(500),
        ),
    )

async function onInteraction(interaction: Interaction): Promise<void> {
  const quiet = MessageFlags.Ephemeral
  if (interaction.isMessageContextMenuCommand()) {
    const { commandName, targetMessage } = interaction
    if (commandName === 'Report answer') {
      await interaction.showModal(report(targetMessage.id))
      return
    }
    await interaction.deferReply({ flags: quiet })
    await interaction.editReply(`설명: “${targetMessage.content}”`)
  } else if (interaction.isModalSubmit()) {
    const what = interaction.fields.getTextInputValue('what')
    const kind = interaction.fields.getStringSelectValues('kind').join()
    // A form nobody takes stays open.
    if (!what.includes('무시')) {
      await interaction.reply({ content: `받았어요: ${what} (${kind})`, flags: quiet })
    }
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** How long one draft stands before the next: long enough to be seen, in milliseconds. */
const draftPause = 250

async function onMessage(message: Message): Promise<void> {
  const me = message.client.user.id
  if (message.author.bot || !(message.mentions.has(me) || message.channel.isDMBased())) return
  if (!message.channel.isSendable()) return
  await message.channel.sendTyping()
  await pause(draftPause)
  const { content } = message
  const answer = { repliedUser: true }
  if (content.includes('디엠')) await message.author.send('여기서 이야기해요')
  else if (content.includes('스레드')) {
    const sent = await message.reply({ content: '이어서 물어보세요', allowedMentions: answer })
    const thread = await sent.startThread({ name: 'SQS 가시성 제한 시간' })
    await thread.send('이 스레드에서 저를 불러 주세요')
  } else {
    const lines = Number(/\d+/.exec(content.replace(/<@\d+>/g, ''))?.[0] ?? 3)
    const draft = (upTo: number) =>
      Array.from({ length: upTo }, (_, line) => `- ${line + 1}번째 사실`).join('\n')
    const sent = await message.reply({ content: '쓰는 중…', allowedMentions: answer })
    for (let step = 1; step <= 3; step += 1) {
      await pause(draftPause)
      await sent.edit(draft(Math.ceil((lines * step) / 3)))
    }
  }
}

/** The bot of tests about talk; it reads what mentions it and direct messages. */
export const talkBot: PageBot = {
  options: {
    intents: intents | GatewayIntentBits.DirectMessages,
    partials: [Partials.Message, Partials.Poll, Partials.PollAnswer, Partials.Channel],
  },
  async start(client, origin) {
    client.on(Events.InteractionCreate, (one) => void onInteraction(one))
    client.on(Events.MessageCreate, (message) => void onMessage(message))
    await startStudyBot(client, origin, menus)
  },
}
