// Machines with executors, and which of them a job may run on.
import type { Build } from './builds.ts';

export interface NodeOptions {
  readonly name: string;
  /** 2 when left out. */
  readonly executors?: number;
  readonly labels?: readonly string[];
  readonly offline?: string;
}

export interface ComputerNode {
  readonly name: string;
  executors: number;
  readonly labels: readonly string[];
  /** Why it is offline; undefined while it is not. */
  offline?: string;
  readonly running: Set<Build>;
}

export function createNode({ name, executors = 2, labels = [], offline }: NodeOptions): ComputerNode {
  return { name, executors, labels, running: new Set(), ...(offline !== undefined && { offline }) };
}

/** The built-in node takes what names no label, as any node that is not kept for labelled jobs. */
export function candidates(nodes: readonly ComputerNode[], label: string | undefined): readonly ComputerNode[] {
  return label === undefined ? nodes : nodes.filter(({ name, labels }) => name === label || labels.includes(label));
}

export function freeNode(nodes: readonly ComputerNode[], label: string | undefined): ComputerNode | undefined {
  return candidates(nodes, label).find(({ offline, running, executors }) => offline === undefined && running.size < executors);
}

/** In the words of `Messages.properties`. */
export function whyNoExecutor(nodes: readonly ComputerNode[], label: string | undefined): string {
  const fitting = candidates(nodes, label);
  const [only] = fitting;
  if (label === undefined) {
    if (only !== undefined && fitting.length === 1 && only.offline !== undefined) return `‘${displayNameOfNode(only)}’ is offline`;
    return 'Waiting for next available executor';
  }
  if (only === undefined) return `There are no nodes with the label ‘${label}’`;
  if (fitting.every(({ offline }) => offline !== undefined))
    return fitting.length === 1 ? `‘${displayNameOfNode(only)}’ is offline` : `All nodes of label ‘${label}’ are offline`;
  return `Waiting for next available executor on ‘${label}’`;
}

export const displayNameOfNode = ({ name }: ComputerNode): string => (name === '' ? 'Built-In Node' : name);
