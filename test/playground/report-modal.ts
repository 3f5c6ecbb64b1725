// Report modal: a form with one line, a paragraph and a choice, as a bot on discord.js builds it.

import {
  LabelBuilder,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js'

export const reportModal = () =>
  new ModalBuilder()
    .setCustomId('report:1')
    .setTitle('무엇이 잘못됐나요?')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('이유')
        .setDescription('한 줄로')
        .setTextInputComponent(
          new TextInputBuilder()
            .setCustomId('why')
            .setStyle(TextInputStyle.Short)
            .setMinLength(3)
            .setMaxLength(10),
        ),
      new LabelBuilder()
        .setLabel('더')
        .setTextInputComponent(
          new TextInputBuilder()
            .setCustomId('more')
            .setStyle(TextInputStyle.Paragraph)
            .setRequired(false),
        ),
      new LabelBuilder()
        .setLabel('종류')
        .setStringSelectMenuComponent(
          new StringSelectMenuBuilder()
            .setCustomId('kind')
            .addOptions(['wrong', 'old'].map((value) => ({ label: value, value }))),
        ),
    )

/** What a member fills in. */
export const values = { why: '숫자가 틀림', kind: ['wrong'] }
