/** @jest-environment ./test/msw/browser-environment.ts */
import * as React from 'react';
import { afterEach, expect, test } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import type { FigureView } from '@ci-command-center/contract';
import { Figures } from './figures.tsx';
import { samplePipeline } from './sample.ts';
import { isPipelineView } from './view-guard.ts';

afterEach(cleanup);

const rate: FigureView = { name: 'cache_hit_rate', value: 71.25, unit: '%', min: 80, breached: true };
const size: FigureView = { name: 'image_size', value: 1234.5, unit: 'MB', max: 2000, breached: false };

test('each figure is said with its unit, and its limit only where it is not kept', () => {
  render(<Figures figures={[rate, size]} />);
  const said = screen.getAllByRole('definition').map(({ textContent }) => textContent?.replaceAll('\u00a0', ' '));
  expect(said).toEqual(['71.25 % at least 80 %', '1,234.5 MB']);
  expect(screen.getAllByRole('term').map(({ textContent }) => textContent)).toEqual(['cache hit rate', 'image size']);
});

test('of many some are drawn, and the rest is counted; without any there is nothing', () => {
  const many = Array.from({ length: 15 }, (_, index) => ({ ...size, name: `figure_${index}` }));
  const { container, rerender } = render(<Figures figures={many} />);
  expect(container.textContent).toContain('and 3 more');
  rerender(<Figures figures={[]} />);
  expect(container.textContent).toBe('');
});

test('a view with figures that cannot be read is not drawn from', () => {
  expect(isPipelineView(samplePipeline({ figures: [rate, size] }))).toBe(true);
  expect(isPipelineView({ ...samplePipeline(), figures: [{ name: 'x', value: '1', breached: false }] })).toBe(false);
});
