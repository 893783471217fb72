// Lets TypeScript accept the style sheets that webpack puts into the page.
declare module '*.css';
