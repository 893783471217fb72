// The host page: what Mattermost's web client is to our bundle, in small. For development and browser tests.
// What passes between a plugin and its host has no types on this side: the page takes whatever a plugin gives.
/* oxlint-disable typescript/no-explicit-any, typescript/consistent-type-assertions */
import * as React from 'react';
import * as ReactDOM from 'react-dom';
import * as ReactRedux from 'react-redux';
import * as Redux from 'redux';
import { Composer } from './composer.tsx';
import { Post } from './post.tsx';
import { allOf, onRegistered, registryOf } from './registry.ts';
import { client, loadPlugins, loadSession, openChannel, openSocket } from './server.ts';
import { change, store } from './store.ts';
import { applyTheme, type ThemeName } from './theme.ts';

const { useSelector } = ReactRedux;

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

function ChannelList(): JSX.Element {
  const { channels, currentChannelId } = useSelector((state: any) => state.entities.channels);
  const team = useSelector((state: any) => state.entities.teams.teams[state.entities.teams.currentTeamId]);
  const me = useSelector((state: any) => state.entities.users.profiles[state.entities.users.currentUserId]);
  const theme = useSelector((state: any) => state.views.theme);
  const shown = Object.values<any>(channels).filter((each) => each.type === 'O' || each.type === 'P');
  shown.sort((a, b) => a.display_name.localeCompare(b.display_name));
  return (
    <nav className="channels" aria-label="Channels">
      <header>{team?.display_name}</header>
      <h2>CHANNELS</h2>
      {shown.map((each) => (
        <button
          key={each.id}
          type="button"
          className={each.id === currentChannelId ? 'active' : ''}
          onClick={() => void openChannel(each.name)}
        >
          # {each.display_name}
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

function HeaderButtons({ channel }: { channel: any }): JSX.Element {
  return (
    <>
      {[...allOf('ChannelHeaderButtonAction'), ...allOf('AppBarComponent')].map(({ id, kind, args }) => {
        const [icon, action, third, fourth] = args;
        const label = kind === 'AppBarComponent' ? third : (fourth ?? third);
        const picture = typeof icon === 'string' ? <img src={icon} alt="" width={24} /> : icon;
        return (
          <button key={id} type="button" aria-label={String(label)} title={String(label)} onClick={() => action(channel)}>
            {picture}
          </button>
        );
      })}
    </>
  );
}

function Centre({ channel }: { channel: any }): JSX.Element {
  const posts = useSelector((state: any) => state.entities.posts.posts);
  const end = React.useRef<HTMLDivElement>(null);
  const shown = Object.values<any>(posts).filter((post) => post.channel_id === channel?.id && !post.delete_at);
  shown.sort((a, b) => a.create_at - b.create_at);
  // With braces: newer browsers answer a promise, which React would take for a cleanup.
  React.useEffect(() => {
    if (shown.length > 0) end.current?.scrollIntoView();
  }, [shown.length]);
  return (
    <main className="centre">
      <header>
        <h1>{channel?.display_name}</h1>
        <span className="topic">{channel?.header}</span>
      </header>
      <div className="posts">
        {shown.map((post) => (
          <Post key={post.id} post={post} />
        ))}
        <div ref={end} />
      </div>
      <Composer channel={channel?.display_name ?? ''} />
    </main>
  );
}

function RightHandSidebar(): JSX.Element | null {
  const open = useSelector((state: any) => state.views.rhs.pluggableId);
  const found = allOf('RightHandSidebar').find((each) => each.id === open);
  if (!found) return null;
  const [Component, title] = found.args;
  return (
    <aside className="rhs" aria-label="Right-hand sidebar">
      <header>
        <h2>{title}</h2>
        <button type="button" aria-label="Close" onClick={() => store.dispatch({ type: 'rhs/hide' })}>
          ✕
        </button>
      </header>
      <div className="rhs-body">
        <Component />
      </div>
    </aside>
  );
}

function Client(): JSX.Element {
  useRegistered();
  const channel = useSelector((state: any) => state.entities.channels.channels[state.entities.channels.currentChannelId]);
  return (
    <div className="client">
      <ChannelList />
      <Centre channel={channel} />
      <RightHandSidebar />
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
  const name = /^\/channels\/([\w-]+)$/u.exec(window.location.pathname)?.[1] ?? 'builds';
  await openChannel(name).catch(() => openChannel('town-square'));
  return true;
}

function App(): JSX.Element {
  const [state, setState] = React.useState<'loading' | 'out' | 'in'>('loading');
  const start = () => void begin().then((is) => setState(is ? 'in' : 'out'));
  React.useEffect(start, []);
  if (state === 'loading') return <p className="loading">Loading …</p>;
  return state === 'out' ? <Login done={start} /> : <Client />;
}

const registerPlugin = (id: string, plugin: any) => plugin.initialize(registryOf(id), store);
Object.assign(window, { React, ReactDOM, Redux, ReactRedux, basename: '', registerPlugin, hostPage: { store, setTheme, openChannel } });
setTheme(localStorage.getItem('theme') === 'onyx' ? 'onyx' : 'denim');
// As Mattermost mounts it: without createRoot, so nothing is batched outside of handlers.
ReactDOM.render(
  <ReactRedux.Provider store={store}>
    <App />
  </ReactRedux.Provider>,
  document.querySelector('#root'),
);
