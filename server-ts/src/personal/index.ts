// Table of contents: what the assembly joins.
export { createNotePeople, type NotePeople } from './note.ts';
export { drawMessage } from './message.ts';
export type { Concern, PersonalNews, StoredNews, Topic } from './news.ts';
export type { PersonalCommand, PersonalProvider } from './personal-command.ts';
export { queueReminders, remind, type RemindPorts } from './reminder.ts';
export { settingsCommand } from './settings-command.ts';
export { createTell, type Telling } from './tell.ts';
export { todoCommand } from './todo-command.ts';
