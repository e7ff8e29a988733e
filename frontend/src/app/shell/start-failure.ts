import { loadingText } from '../text/loading-text.ts';

/**
 * Shows a sentence and a button in place of an app that could not start. It uses nothing but the document, because
 * nothing else is known to work.
 */
export function showStartFailure(document: Document): void {
  const main = document.createElement('main');
  main.className = 'start-message';
  const sentence = document.createElement('p');
  sentence.role = 'alert';
  sentence.textContent = loadingText.notStarted;
  const button = document.createElement('button');
  button.textContent = loadingText.reload;
  button.addEventListener('click', () => document.location.reload());
  main.append(sentence, button);
  document.querySelector('airlock-root')?.replaceChildren(main);
}
