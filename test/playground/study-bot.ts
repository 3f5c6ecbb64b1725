// Study bot: a small bot on the real discord.js client that uses all the page must show.

import {
  ActionRowBuilder,
  type ApplicationCommandDataResolvable,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Client,
  ContainerBuilder,
  Events,
  type Interaction,
  MessageFlags,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
} from 'discord.js'

const topics = ['sqs', 'sns', 'lambda']

export const commands = [
  new SlashCommandBuilder()
    .setName('ask')
    .setDescription('Ask the notes')
    .setDescriptionLocalizations({ ko: '노트에 물어보기' })
    .addStringOption((option) =>
      option.setName('question').setDescription('What?').setRequired(true),
    )
    .addStringOption((option) =>
      option.setName('topic').setDescription('Where?').setAutocomplete(true),
    )
    .addBooleanOption((option) => option.setName('private').setDescription('Only you?')),
  new SlashCommandBuilder().setName('leaderboard').setDescription('Standings'),
  new SlashCommandBuilder().setName('silent').setDescription('Never answers'),
]

const answer = (origin: string, topic: string | null, question: string) => {
  const more = question === '길게' ? '\n- 더'.repeat(60) : ''
  const citation = `${origin}/note/aws/notes/sqs.ko.md#L40-L42`
  const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder()
      .setCustomId('more')
      .setLabel('더 자세히')
      .setEmoji('🔎')
      .setStyle(ButtonStyle.Primary),
    new ButtonBuilder()
      .setCustomId('off')
      .setLabel('꺼짐')
      .setStyle(ButtonStyle.Secondary)
      .setDisabled(true),
  )
  const select = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder()
      .setCustomId('hour')
      .setPlaceholder('시간')
      .addOptions(['07:30', '09:00', '20:00'].map((label) => ({ label, value: label }))),
  )
  return new ContainerBuilder()
    .setAccentColor(0x5865f2)
    .addTextDisplayComponents(
      new TextDisplayBuilder().setContent(
        `### 가시성 제한 시간\n기본값은 **30초**예요. [[1]](${citation}) ${topic ?? ''}${more}`,
      ),
    )
    .addActionRowComponents(row)
    .addActionRowComponents(select)
}

async function onCommand(interaction: ChatInputCommandInteraction, origin: string) {
  if (interaction.commandName === 'leaderboard') {
    await interaction.reply({ content: '🥇 **김민준** 61' })
    return
  }
  if (interaction.commandName !== 'ask') return
  const question = interaction.options.getString('question', true)
  const isPrivate = interaction.options.getBoolean('private') === true
  await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {})
  // Long enough for the page to show that the bot is thinking.
  await new Promise((done) => setTimeout(done, 400))
  await interaction.editReply({
    components: [answer(origin, interaction.options.getString('topic'), question)],
    flags: MessageFlags.IsComponentsV2,
  })
}

/** Registers the commands, and more if given, and answers members until the client is destroyed. */
export async function startStudyBot(
  client: Client<true>,
  origin: string,
  more: readonly ApplicationCommandDataResolvable[] = [],
): Promise<void> {
  const serve = async (interaction: Interaction) => {
    if (interaction.isAutocomplete()) {
      const typed = interaction.options.getFocused()
      const found = topics.filter((topic) => topic.startsWith(typed))
      await interaction.respond(found.map((topic) => ({ name: topic.toUpperCase(), value: topic })))
    } else if (interaction.isChatInputCommand()) await onCommand(interaction, origin)
    else if (interaction.isButton()) {
      await interaction.reply({ content: '> 원문 한 줄', flags: MessageFlags.Ephemeral })
    } else if (interaction.isStringSelectMenu()) {
      await interaction.reply({
        content: `고른 시간: ${interaction.values.join()}`,
        flags: MessageFlags.Ephemeral,
      })
    }
  }
  client.on(Events.InteractionCreate, (interaction) => void serve(interaction))
  await client.application.commands.set([...commands, ...more])
}
