// The host page: what Mattermost's web client is to our bundle, in small. For development and browser tests.
import type { Channel } from '@mattermost/types/channels';
import * as React from 'react';
import * as ReactDOM from 'react-dom';
import * as ReactRedux from 'react-redux';
import * as Redux from 'redux';
import { Composer } from './composer.tsx';
import { SystemConsole } from './console.tsx';
import { DialogPlace } from './dialog.tsx';
import { Post } from './post.tsx';
import { onRegistered, registered, registryOf, type Plugin } from './registry.ts';
import { client, loadPlugins, loadSession, openChannel, otherPerson } from './server.ts';
import { openSocket } from './socket.ts';
import { change, store, usePage } from './store.ts';
import { applyTheme, type ThemeName } from './theme.ts';

/** The page of our settings in the System Console. */
const isConsole = window.location.pathname.startsWith('/admin_console/');

/** Mattermost draws a popped-out sidebar alone in a window of its own, below this address. */
const isPopOut = window.location.pathname.startsWith('/_popout/');

function Login({ done }: { done: () => void }): JSX.Element {
  const [failure, setFailure] = React.useState('');
  const logIn = async (name: string, password: string) => {
    try {
      await client.login(name, password);
      done();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void logIn(String(form.get('login')), String(form.get('password')));
  };
  return (
    <form className="login" onSubmit={submit}>
      <h1>Log in to your account</h1>
      {failure === '' ? null : (
        <div role="alert" className="failure">
          {failure}
        </div>
      )}
      <input name="login" aria-label="Username" placeholder="Username" />
      <input name="password" aria-label="Password" placeholder="Password" type="password" />
      <button type="submit">Log in</button>
    </form>
  );
}

/** Draws again when a plugin registers something. */
function useRegistered(): void {
  const [, redraw] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => onRegistered(redraw), []);
}

function setTheme(name: ThemeName): void {
  applyTheme(name);
  localStorage.setItem('theme', name);
  change((state) => ({ ...state, views: { ...state.views, theme: name } }));
}

async function show(channel: string): Promise<void> {
  await openChannel(channel);
  if (!isPopOut && !isConsole) window.history.replaceState({}, '', `/channels/${channel}`);
}

/** Of a direct channel whom it is with. */
function useNameOf(): (channel: Channel | undefined) => string {
  const people = usePage((state) => state.entities.users.profiles);
  const myId = usePage((state) => state.entities.users.currentUserId);
  return (channel) => {
    const other = channel && otherPerson(channel, myId);
    return other === undefined ? (channel?.display_name ?? '') : `@${people[other]?.username ?? ''}`;
  };
}

function ChannelList(): JSX.Element {
  const { channels, currentChannelId } = usePage((state) => state.entities.channels);
  const team = usePage((state) => state.entities.teams.teams[state.entities.teams.currentTeamId]);
  const me = usePage((state) => state.entities.users.profiles[state.entities.users.currentUserId]);
  const nameOf = useNameOf();
  const theme = usePage((state) => state.views.theme);
  const shown = Object.values(channels).filter(({ type }) => type === 'O' || type === 'P' || type === 'D');
  shown.sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  return (
    <nav className="channels" aria-label="Channels">
      <header>{team?.display_name}</header>
      <h2>CHANNELS</h2>
      {shown.map((each) => (
        <button key={each.id} type="button" className={each.id === currentChannelId ? 'active' : ''} onClick={() => void show(each.name)}>
          {each.type === 'D' ? '' : '# '}
          {nameOf(each)}
        </button>
      ))}
      <footer>
        <span>@{me?.username}</span>
        <button type="button" onClick={() => setTheme(theme === 'denim' ? 'onyx' : 'denim')}>
          {theme === 'denim' ? 'Dark theme' : 'Light theme'}
        </button>
      </footer>
    </nav>
  );
}

function HeaderButtons({ channel }: { channel: Channel | undefined }): JSX.Element {
  return (
    <>
      {registered.buttons.map(({ id, icon, label, action }) => (
        <button key={id} type="button" aria-label={String(label)} title={String(label)} onClick={() => action(channel)}>
          {typeof icon === 'string' ? <img src={icon} alt="" width={24} /> : icon}
        </button>
      ))}
    </>
  );
}

function Centre({ channel }: { channel: Channel | undefined }): JSX.Element {
  const nameOf = useNameOf();
  const posts = usePage((state) => state.entities.posts.posts);
  const end = React.useRef<HTMLDivElement>(null);
  const shown = Object.values(posts).filter((post) => post.channel_id === channel?.id && !post.delete_at);
  shown.sort((a, b) => a.create_at - b.create_at);
  const threads = Map.groupBy(shown, ({ id, root_id: root }) => (posts[root] === undefined ? id : root));
  // With braces: newer browsers answer a promise, which React would take for a cleanup.
  React.useEffect(() => {
    if (shown.length > 0) end.current?.scrollIntoView();
  }, [shown.length]);
  return (
    <main className="centre">
      <header>
        <h1>{nameOf(channel)}</h1>
        <span className="topic">{channel?.header}</span>
      </header>
      <div className="posts">
        {[...threads].map(([id, [first, ...replies]]) => (first === undefined ? null : <Post key={id} post={first} replies={replies} />))}
        <div ref={end} />
      </div>
      <Composer channel={nameOf(channel)} />
    </main>
  );
}

function RightHandSidebar(): JSX.Element | null {
  const open = usePage((state) => state.views.rhs.pluggableId);
  const found = isPopOut ? registered.sidebars[0] : registered.sidebars.find((each) => each.id === open);
  if (!found) return null;
  const { component: Component, title } = found;
  return (
    <aside className={isPopOut ? 'rhs pop-out' : 'rhs'} aria-label="Right-hand sidebar">
      <header>
        <h2>{title}</h2>
        {isPopOut ? null : (
          <button type="button" aria-label="Close" onClick={() => store.dispatch({ type: 'rhs/hide' })}>
            ✕
          </button>
        )}
      </header>
      <div className="rhs-body">
        <Component />
      </div>
    </aside>
  );
}

function Client(): JSX.Element {
  useRegistered();
  const channel = usePage((state) => state.entities.channels.channels[state.entities.channels.currentChannelId]);
  if (isPopOut) return <RightHandSidebar />;
  if (isConsole) return <SystemConsole />;
  return (
    <div className="client">
      <ChannelList />
      <Centre channel={channel} />
      <RightHandSidebar />
      <DialogPlace />
      {registered.roots.map((Root, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Root key={index} />
      ))}
      <div className="app-bar" role="toolbar" aria-label="Apps">
        <HeaderButtons channel={channel} />
      </div>
    </div>
  );
}

async function begin(): Promise<boolean> {
  if (!(await loadSession())) return false;
  openSocket();
  await loadPlugins();
  const name = /^\/(?:channels|_popout\/rhs)\/([\w-]+)$/u.exec(window.location.pathname)?.[1] ?? 'builds';
  await show(name).catch(() => show('town-square'));
  return true;
}

function App(): JSX.Element {
  const [state, setState] = React.useState<'loading' | 'out' | 'in'>('loading');
  const start = () => void begin().then((is) => setState(is ? 'in' : 'out'));
  React.useEffect(start, []);
  if (state === 'loading') return <p className="loading">Loading …</p>;
  return state === 'out' ? <Login done={start} /> : <Client />;
}

const registerPlugin = (id: string, plugin: Plugin) => plugin.initialize(registryOf(id), store);
Object.assign(window, { React, ReactDOM, Redux, ReactRedux, basename: '', registerPlugin });
setTheme(localStorage.getItem('theme') === 'onyx' ? 'onyx' : 'denim');
// As Mattermost mounts it: without createRoot, so nothing is batched outside of handlers.
ReactDOM.render(
  <ReactRedux.Provider store={store}>
    <App />
  </ReactRedux.Provider>,
  document.querySelector('#root'),
);
