// What Streamlit cannot be told: its own words in Swedish, the roles that its upload area
// needs, and to follow our links without loading everything anew. One observer; it changes
// text nodes, names and roles and nothing else.
'use strict';

// Streamlit's words, exactly as it writes them. A browser test looks for every one of them.
const WORDS = {
  'Skip to main content': 'Hoppa till innehållet',
  'Main menu': 'Inställningar',
  'App pages': 'Sidor',
  'Sidebar': 'Meny',
  'Expand sidebar': 'Visa menyn',
  'Collapse sidebar': 'Dölj menyn',
  'Notifications': 'Meddelanden',
  'Running...': 'Räknar…',
  'Please wait...': 'Vänta…',
  'Connecting': 'Ansluter',
  'Stop': 'Avbryt',
  'Rerun': 'Kör om',
  'Print': 'Skriv ut',
  'Theme': 'Tema',
  'System': 'Som datorn',
  'Light': 'Ljust',
  'Dark': 'Mörkt',
  'About': 'Om',
  'Close': 'Stäng',
  'Cancel': 'Avbryt',
  'Copy': 'Kopiera',
  'Copy to clipboard': 'Kopiera',
  'Copied': 'Kopierat',
  'Try again': 'Försök igen',
  'Link to heading': 'Länk till rubriken',
  'Page not found': 'Sidan finns inte',
  'Connection error': 'Ingen kontakt med servern',
  'Script execution error': 'Sidan kunde inte visas',
  'Upload': 'Välj fil',
  'file upload': 'Filval',
  'Add files': 'Lägg till filer',
  'Drag and drop a file here': 'Dra en fil hit',
  'Drag and drop files here': 'Dra filer hit',
  'Upload failed': 'Filen kom inte fram',
  'Choose an option': 'Välj',
  'Choose options': 'Välj',
  'No options to select': 'Det finns inget att välja',
  'Select all': 'Välj alla',
  'Selected values': 'Valda',
  'No results': 'Inga träffar',
  'Clear all': 'Rensa alla',
  'Clear value': 'Rensa',
  'Clear entry': 'Rensa',
  'Open': 'Öppna',
  'Increment': 'Öka',
  'Decrement': 'Minska',
  'Choose date': 'Välj datum',
  'Choose date range': 'Välj period',
  'Clear date': 'Rensa datum',
  'Clear dates': 'Rensa datum',
  'Press Enter to apply': 'Tryck Retur för att använda',
  'Press Enter to submit form': 'Tryck Retur för att skicka',
  'Invalid input.': 'Ogiltigt värde.',
  'Show data': 'Visa data',
  'Show chart': 'Visa diagram',
  'Download as PNG': 'Ladda ner som PNG',
  'Download as SVG': 'Ladda ner som SVG',
  'Download as CSV': 'Ladda ner som CSV',
  'Copy Vega-Lite spec': 'Kopiera diagrammets beskrivning',
  'Fullscreen': 'Helskärm',
  'Close fullscreen': 'Stäng helskärm',
  'Search': 'Sök',
  'Close Search': 'Stäng sökningen',
  'Show/hide columns': 'Visa eller dölj kolumner',
  'No data': 'Inga data',
  'No content': 'Inget innehåll',
  'Loading...': 'Hämtar…',
};

// Words with something in them that changes.
const PATTERNS = [
  [/^([\d.]+)\s?([KMG]B) per file/, (_, n, unit) => `Högst ${n.replace('.', ',')}\u00a0${unit}`],
  [/^(.+, )?([\d.]+)([KMG]?B)$/,
    (_, name, n, unit) => `${name ?? ''}${n.replace(/\.0$/, '').replace('.', ',')}\u00a0${unit.replace('K', 'k')}`],
  [/^File must be ([\d.]+)\s?([KMG]B) or smaller\.$/, 'Filen får vara högst $1\u00a0$2.'],
  [/^(\S+) files are not allowed\.$/, 'Filer av typen $1 tas inte emot.'],
  // The tools over a chart carry what the chart says after their own name.
  [/^(Download as PNG|Download as SVG|Copy Vega-Lite spec|Fullscreen|Close fullscreen)(: .+)$/s,
    (_, tool, said) => `${WORDS[tool]}${said}`],
  [/^Remove (.+)$/, 'Ta bort $1'],
  [/^Help for (.+)$/, 'Hjälp om $1'],
  [/^Select (\d+) matches$/, 'Välj $1 träffar'],
  [/^You have requested page.*|^The page that you have requested.*/, 'Översikten visas i stället.'],
  [/^(Is Streamlit still running|Streamlit server is not|Cannot connect to Streamlit).*/s,
    'Sidan återkommer av sig själv när servern svarar.'],
  [/^streamlit run .*/, ''],
];

// Our own words and everything from data stay as they are.
const CONTENT = '[data-testid=stHtml], [data-testid=stMarkdown], [data-testid=stTable], textarea';

function swedish(text) {
  const word = text.trim();
  if (Object.hasOwn(WORDS, word)) return text.replace(word, () => WORDS[word]);
  const found = PATTERNS.find(([pattern]) => pattern.test(word));
  return found ? text.replace(word, () => word.replace(...found)) : text;
}

function translate(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = root; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement?.closest(CONTENT)) {
        const text = swedish(node.nodeValue);
        if (text !== node.nodeValue) node.nodeValue = text;
      }
      continue;
    }
    for (const name of ['aria-label', 'title', 'placeholder']) {
      if (node.hasAttribute?.(name) && !node.closest(CONTENT)) {
        set(node, name, swedish(node.getAttribute(name)));
      }
    }
  }
}

function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function setAll(selector, attributes) {
  for (const element of document.querySelectorAll(selector)) {
    for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  }
}

let foldedOnce = false;

function mend() {
  setAll('[data-testid=stVegaLiteChart][aria-label]', { role: 'img', 'aria-roledescription': 'diagram' });
  setAll('[data-testid=stVegaLiteChart][aria-label] svg', { 'aria-hidden': 'true' }); // its parts
  setAll('[data-testid=stFileUploaderDropzone]', { role: 'group' });
  setAll('[data-testid=stExpandSidebarButton]', { 'aria-label': 'Visa menyn' });
  for (const table of document.querySelectorAll('.pk-months:not([data-at])')) {
    table.dataset.at = 'latest'; // where there is no room for all months, the latest are seen
    table.scrollLeft = table.scrollWidth;
  }
  foldMenu(document.querySelector('[data-testid=stSidebar]'));
}

function foldMenu(sidebar) {
  if (!sidebar) return;
  const folded = sidebar.dataset.collapsed === 'true';
  sidebar.toggleAttribute('inert', folded); // else Tab walks through links that no one sees
  const button = foldButton(sidebar);
  if (folded) foldedOnce = true; // as the reader left it
  else if (button && !foldedOnce) {
    foldedOnce = true;
    if (769 <= innerWidth && innerWidth < 1024) button.click(); // tablets start folded
  }
}

function foldButton(sidebar) {
  return sidebar.querySelector('[data-testid=stSidebarCollapseButton] button');
}

new MutationObserver((changes) => {
  for (const { target, addedNodes, type } of changes) {
    if (type === 'childList') addedNodes.forEach(translate);
    else translate(target);
  }
  mend();
}).observe(document.documentElement, {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['aria-label', 'title', 'placeholder', 'data-collapsed'],
});
translate(document.body);
mend();

// Streamlit takes an address from the history as it takes the Back button's.
function follow(href) {
  if (href !== location.href) history.pushState(null, '', href);
  dispatchEvent(new PopStateEvent('popstate'));
  document.querySelector('[data-testid=stMain]').scrollTo(0, 0);
}

addEventListener('click', (event) => {
  const link = event.target.closest('[data-testid=stHtml] a[href]');
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || elsewhere || link.origin !== location.origin || link.hash) return;
  event.preventDefault();
  follow(link.href);
  const menu = link.closest('[data-testid=stSidebar]');
  if (menu && innerWidth < 769) foldButton(menu)?.click(); // there the menu lies over the page
});

// A form of ours asks for an address, so it is followed as a link is.
addEventListener('submit', (event) => {
  if (!event.target.matches('[data-testid=stHtml] form')) return;
  event.preventDefault();
  follow(new URL(`?${new URLSearchParams(new FormData(event.target))}`, location).href);
});

// The meeting mode is turned with the arrow keys, but not from within a field.
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) return;
  const to = { ArrowRight: '.pk-next-screen', ArrowLeft: '.pk-back-screen' }[event.key];
  if (to) document.querySelector(`.pk-screen ${to}`)?.click();
});
