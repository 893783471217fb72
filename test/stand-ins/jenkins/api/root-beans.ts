// Jenkins itself, its nodes, its plugins and its visitors as it exports them.
import { estimateOf, type Build } from '../builds.ts';
import { displayNameOfNode, type ComputerNode } from '../nodes.ts';
import { Bean, type Value } from './bean.ts';
import { buildBean } from './build-beans.ts';
import { itemBean, viewBean } from './job-beans.ts';
import { may, visibleItems, type PluginOptions, type Visit } from './visit.ts';

export function hudsonBean(visit: Visit): Bean {
  const { site } = visit;
  const { controller } = site;
  const executors = controller.nodes.find(({ name }) => name === '')?.executors ?? 0;
  return new Bean('hudson.model.Hudson', {
    1: {
      assignedLabels: () => [new Bean(undefined, { 2: { name: 'built-in' } })],
      mode: 'NORMAL',
      nodeDescription: "the Jenkins controller's built-in node",
      nodeName: '',
      numExecutors: executors,
      description: null,
      jobs: () => visibleItems(visit, controller.root).map((item) => itemBean(visit, item)),
      overallLoad: new Bean(undefined, {}),
      primaryView: () => viewBean(visit, controller.root),
      quietDownReason: controller.isQuietingDown ? 'Restart' : null,
      quietingDown: controller.isQuietingDown,
      slaveAgentPort: -1,
      unlabeledLoad: new Bean('jenkins.model.UnlabeledLoadStatistics', {}),
      url: `${site.publicUrl}/`,
      useCrumbs: site.hasCrumbs,
      useSecurity: true,
      views: () => [viewBean(visit, controller.root)],
    },
  });
}

export function computersBean(visit: Visit): Bean {
  const { nodes } = visit.site.controller;
  return new Bean('hudson.model.ComputerSet', {
    1: {
      busyExecutors: nodes.reduce((total, { running }) => total + running.size, 0),
      computer: () => nodes.map((node) => computerBean(visit, node)),
      displayName: 'Nodes',
      totalExecutors: nodes.reduce((total, { executors, offline }) => total + (offline === undefined ? executors : 0), 0),
    },
  });
}

export function computerBean(visit: Visit, node: ComputerNode): Bean {
  const isOffline = node.offline !== undefined;
  const own = node.name === '' ? 'built-in' : node.name;
  return new Bean(
    node.name === '' ? 'hudson.model.Hudson$MasterComputer' : 'hudson.slaves.SlaveComputer',
    {
      1: {
        actions: [],
        assignedLabels: () => [...new Set([...node.labels, own])].map((name) => new Bean(undefined, { 2: { name } })),
        description: node.name === '' ? "the Jenkins controller's built-in node" : '',
        displayName: displayNameOfNode(node),
        executors: () => executorsOf(visit, node),
        icon: isOffline ? 'symbol-computer-offline' : 'symbol-computer',
        iconClassName: isOffline ? 'symbol-computer-offline' : 'symbol-computer',
        idle: node.running.size === 0,
        jnlpAgent: node.name !== '',
        launchSupported: node.name === '',
        loadStatistics: new Bean('hudson.model.Label$1', {}),
        manualLaunchAllowed: true,
        monitorData: may(visit, 'Agent/Connect') ? { 'hudson.node_monitors.ArchitectureMonitor': 'Linux (amd64)' } : {},
        numExecutors: node.executors,
        offline: isOffline,
        offlineCause: isOffline ? new Bean('hudson.slaves.OfflineCause$UserCause', {}) : null,
        offlineCauseReason: node.offline ?? '',
        oneOffExecutors: [],
        temporarilyOffline: isOffline,
      },
    },
    true,
  );
}

function executorsOf(visit: Visit, node: ComputerNode): Value[] {
  const running = [...node.running];
  return Array.from({ length: node.executors }, (_, number) => {
    const build = running[number];
    return new Bean(undefined, {
      1: {
        currentExecutable: build === undefined ? null : () => buildBean(visit, build),
        idle: build === undefined,
        likelyStuck: false,
        number,
        progress: build === undefined ? -1 : progressOf(visit, build),
      },
    });
  });
}

/** Percent of its usual duration; -1 when nothing is known of it. */
function progressOf({ site }: Visit, { job, startedAt }: Build): number {
  const estimate = estimateOf(job);
  return estimate <= 0 ? -1 : Math.min(99, Math.round((100 * (site.controller.clock.now() - startedAt)) / estimate));
}

export function pluginsBean({ site }: Visit): Bean {
  return new Bean('hudson.LocalPluginManager', { 1: { plugins: () => site.plugins.map(pluginBean) } });
}

function pluginBean({ shortName, longName, version, enabled = true, hasUpdate = false }: PluginOptions): Bean {
  return new Bean(undefined, {
    1: {
      active: enabled,
      backupVersion: null,
      bundled: false,
      deleted: false,
      dependencies: [],
      detached: false,
      downgradable: false,
      enabled,
      hasUpdate,
      longName,
      minimumJavaVersion: null,
      pinned: false,
      requiredCoreVersion: '2.479.3',
      shortName,
      supportsDynamicLoad: 'MAYBE',
      url: `https://plugins.jenkins.io/${shortName}`,
      version,
    },
  });
}

export function whoAmIBean({ visitor: { person } }: Visit): Bean {
  return new Bean('hudson.security.WhoAmI', {
    1: {
      anonymous: person === undefined,
      authenticated: true,
      authorities: person === undefined ? ['anonymous'] : ['authenticated'],
      name: person?.name ?? 'anonymous',
    },
  });
}

export function personBean({ site }: Visit, name: string): Bean | undefined {
  const person = site.controller.people.all.get(name);
  if (person === undefined) return undefined;
  return new Bean('hudson.model.User', {
    1: { description: null, id: person.name, property: [] },
    3: { absoluteUrl: `${site.publicUrl}/user/${encodeURIComponent(name)}`, fullName: person.fullName },
  });
}
