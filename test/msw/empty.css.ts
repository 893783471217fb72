// Stands for every style sheet in tests, where nothing is drawn.
export const sheet = '';
