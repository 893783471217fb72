// `/ci setup` and the buttons of its post: for administrators, in the direct messages of whoever sets up.

import type { Answer, AnswerCall, AnswerVerb, AskedCall } from '../ci/command.ts';
import { say } from '../ci/words.ts';
import type { OwnVerbs } from '../commands/own-command.ts';
import { CiError } from '../platform/errors.ts';
import { demandAdministrator } from './administrator.ts';
import { announce, askAnnouncement } from './announcing.ts';
import { buttonTo, callTo, setupActs, type SetupCall } from './calls.ts';
import { askConnection, check, saveConnection, type Setting } from './connecting.ts';
import { askChannels, chooseChannels } from './placing.ts';
import type { SetupPorts } from './ports.ts';
import { askWay, runWay } from './sending.ts';
import { stepAfter } from './steps.ts';
import type { Wizard } from './wizard.ts';

const nothing: Answer = { text: say`` };

/** `imports` answers `/ci setup import`. */
export function setupCommand(ports: SetupPorts, wizard: Wizard, imports: AnswerVerb): OwnVerbs {
  const setting: Setting = { ports, wizard };
  /** The buttons of its post are for whose it is. */
  const held =
    (call: AnswerCall): AnswerCall =>
    async (asked) => {
      await demandAdministrator(asked);
      await wizard.demandHolder(asked.person.userId);
      return call(asked);
    };
  const calls: Readonly<Record<SetupCall, AnswerCall>> = {
    'setup-start': (asked) => begin(setting, asked, false),
    'setup-take-over': (asked) => begin(setting, asked, true),
    'setup-go': held(({ args: { choice = '' } }) => moved(wizard, choice)),
    'setup-skip': held(({ args: { step = '' } }) => skip(wizard, step)),
    'setup-check': held(check(setting)),
    'setup-doctor': held(doctor(ports)),
    'setup-finish': held(async () => (await wizard.finish(), nothing)),
    'setup-hand-over': held(askHandOver(ports)),
    'setup-handed-over': held(handOver(setting)),
    'setup-channels': held(askChannels(setting)),
    'setup-channels-filled': held(chooseChannels(setting)),
    'setup-connection': held(askConnection(setting)),
    'setup-connection-filled': held(saveConnection(setting)),
    'setup-way': held(askWay(setting)),
    'setup-way-filled': held(runWay(setting)),
    'setup-announcement': held(askAnnouncement(setting)),
    'setup-announced': held(announce(setting)),
  };
  return { answers: { setup: open(setting, imports) }, calls, acts: setupActs };
}

function open(setting: Setting, imports: AnswerVerb): AnswerVerb {
  return (asked) => (asked.values.get('part') === 'import' ? imports(asked) : begin(setting, asked, false));
}

async function begin({ ports, wizard }: Setting, asked: Parameters<AnswerVerb>[0] | AskedCall, taking: boolean): Promise<Answer> {
  await demandAdministrator(asked);
  const { userId } = asked.person;
  try {
    await wizard.begin(userId, taking);
  } catch (error) {
    if (!(error instanceof CiError) || error.code !== 'CI_SETUP_HELD') throw error;
    return { text: say`${error.message} You can go on in their place.`, buttons: [buttonTo('Take it over', 'setup-take-over')] };
  }
  const isThere = (await ports.posts.channelOf(userId)) === asked.channelId;
  return isThere ? nothing : { text: say`The setup is in your direct messages with me.` };
}

async function moved(wizard: Wizard, choice: string): Promise<Answer> {
  await wizard.change((state) => ({ ...state, at: choice }));
  return nothing;
}

async function skip(wizard: Wizard, step: string): Promise<Answer> {
  const facts = await wizard.facts();
  await wizard.change((state) => ({ ...state, skipped: [...new Set([...state.skipped, step])], at: stepAfter(facts, state, step) }));
  return nothing;
}

/** What it says was made for a message: our own Markdown, what is foreign in it escaped. */
function doctor(ports: SetupPorts): AnswerCall {
  return async ({ person, progress }) => {
    progress?.(say`Looking at all of it …`);
    return { text: { pieces: [{ kind: 'own', text: await ports.doctor(person.userId) }] } };
  };
}

function askHandOver({ people }: SetupPorts): AnswerCall {
  return async ({ person }) => {
    const others = (await people.administrators()).filter(({ id }) => id !== person.userId);
    if (others.length === 0)
      throw new CiError(
        'CI_SETUP_NOBODY',
        'There is no other system administrator.',
        'Make somebody one first, in System Console → Users.',
      );
    return {
      text: say`To whom it goes is chosen in a form:`,
      form: {
        title: 'Hand over',
        introduction: say`Who takes it over finds it in their direct messages. They must be a system administrator.`,
        submit: 'Hand over',
        fields: [
          { kind: 'choice', name: 'to', label: 'To', choices: others.map(({ id, username }) => ({ label: `@${username}`, value: id })) },
        ],
        call: callTo('setup-handed-over'),
      },
    };
  };
}

function handOver({ ports, wizard }: Setting): AnswerCall {
  return async ({ fields, person }) => {
    const to = (await ports.people.administrators()).find(({ id }) => id === fields['to']);
    if (to === undefined) return { text: say``, faults: { to: 'They are no system administrator. Choose another one.' } };
    await wizard.handOver(person.userId, to.id);
    return nothing;
  };
}
