// The page of a comparison: table, filters, details, charts' tooltips, theme. No library, no network; everything from the data is text (textContent), never markup.
(() => {
  'use strict';

  // ---- data: a row is an array, see PageData.cs; texts, settings and origins are named by number --------------------------------------------------------
  const data = JSON.parse(document.getElementById('data').textContent);
  const F = {
    label: 0, version: 1, framework: 2, variant: 3, provider: 4, device: 5, deviceLabel: 6, machine: 7, model: 8, precision: 9, scenario: 10, status: 11, reason: 12,
    powerSource: 13, energyScope: 14, transfers: 15, samples: 16, powerMode: 17, batch: 18, timeSet: 19, energySet: 20, runs: 21, settings: 22, figures: 23, flags: 24,
    notes: 25, parity: 26, origins: 27,
  };
  const rows = data.rows;
  const text = (row, field) => (row[field] < 0 ? '' : data.texts[row[field]]);
  const textAt = number => (number < 0 || number === undefined ? '' : data.texts[number]);
  const figureOf = id => data.columns.findIndex(column => column.id === id);
  const energyAt = figureOf('energyJoules');
  const uncertaintyAt = figureOf('energyUncertaintyJoules');
  const countAt = figureOf('inferences');
  const pageSize = 100;
  const longestCell = 80;
  const shortCell = 36;

  // ---- numbers: as NumberText.cs writes them ------------------------------------------------------------------------------------------------------------
  const significant = value => {
    if (value === 0) {
      return '0';
    }
    const wholeDigits = Math.floor(Math.log10(Math.abs(value))) + 1;
    return value.toFixed(Math.min(9, Math.max(0, 4 - wholeDigits)));
  };
  const withUncertainty = (value, uncertainty) => {
    if (!(uncertainty > 0)) {
      return significant(value);
    }
    const exponent = Math.floor(Math.log10(uncertainty));
    const startsWithOne = Math.round(10 * uncertainty / 10 ** exponent) / 10 < 2;
    const decimals = Math.max(0, (startsWithOne ? 1 : 0) - exponent);
    return decimals > 9 ? significant(value) : `${value.toFixed(decimals)} ± ${uncertainty.toFixed(decimals)}`;
  };
  const shown = (row, at) => {
    const column = data.columns[at];
    const value = row[F.figures][at] * column.scale;
    return at === energyAt && uncertaintyAt >= 0 && row[F.figures][uncertaintyAt] !== null
      ? withUncertainty(value, row[F.figures][uncertaintyAt] * column.scale)
      : significant(value);
  };
  const unrounded = (row, at) => {
    const column = data.columns[at];
    // A change of unit would add digits of its own in the last places.
    const value = column.scale === 1 ? row[F.figures][at] : Number((row[F.figures][at] * column.scale).toPrecision(15));
    return `${value}${column.unit ? ' ' + column.unit : ''}`;
  };

  /** Why a figure is not there, as far as the files say. */
  const whyMissing = (row, at) => {
    const column = data.columns[at];
    const status = text(row, F.status);
    if (status !== 'ok') {
      return `${status}: ${text(row, F.reason) || 'no reason was given'}`;
    }
    const least = { p90Ms: 64, p95Ms: 130, p99Ms: 662 }[column.id];
    const count = countAt < 0 ? null : row[F.figures][countAt];
    if (least && count !== null && count < least) {
      return `needs ${least} inferences, there are ${count}`;
    }
    if (column.energy && !text(row, F.powerSource)) {
      return 'no power source was read';
    }
    return column.id === 'speedUp' ? 'no baseline on this device that it may be compared with' : 'the file does not say';
  };

  // ---- elements -----------------------------------------------------------------------------------------------------------------------------------------
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'class') {
        element.className = value;
      } else if (value === true) {
        element.setAttribute(name, '');
      } else if (value !== null && value !== false && value !== undefined) {
        element.setAttribute(name, value);
      }
    }
    element.append(...children.filter(child => child !== null && child !== ''));
    return element;
  };
  const clipped = (value, most = longestCell) => (value.length > most ? Array.from(value).slice(0, most).join('') + '…' : value);
  const words = code => code.replaceAll('_', ' ');

  // ---- columns ------------------------------------------------------------------------------------------------------------------------------------------
  const varies = field => rows.some(row => row[field] !== rows[0][field]);
  const textColumn = (id, name, field, isShown, group = 'Case') => ({ id, name, field, group, isShown, isText: true });
  const originColumn = (id, name, part, isShown = false) => ({ id, name, part, group: 'Origin', isShown, isText: true });
  // Several runs of one case are told apart by their date.
  const keyOf = row => [F.label, F.deviceLabel, F.model, F.batch, F.precision, F.scenario, F.status].map(field => row[field]).join();
  const hasSeveralRuns = new Set(rows.map(keyOf)).size < rows.length;
  const columns = [
    textColumn('label', 'Framework', F.label, true),
    textColumn('version', 'Version', F.version, false),
    textColumn('deviceLabel', 'Device', F.deviceLabel, true),
    textColumn('model', 'Model', F.model, varies(F.model)),
    { id: 'batch', name: 'Batch', field: F.batch, group: 'Case', isShown: varies(F.batch) },
    textColumn('precision', 'Precision', F.precision, varies(F.precision)),
    textColumn('scenario', 'Scenario', F.scenario, varies(F.scenario)),
    textColumn('status', 'Status', F.status, varies(F.status)),
    ...data.columns.map((column, at) => ({ ...column, at, isShown: column.shown, isFigure: true })),
    { id: 'parity', name: 'Parity', group: 'Case', isShown: rows.some(row => row[F.parity] !== null), isText: true, legend: 'Outputs compared with the reference' },
    { id: 'flags', name: 'Flags', group: 'Case', isShown: rows.some(row => row[F.flags].length > 0), isText: true, legend: 'What to know before comparing the row' },
    textColumn('machine', 'Machine', F.machine, false, 'Origin'),
    textColumn('powerMode', 'Power mode', F.powerMode, false, 'Origin'),
    textColumn('powerSource', 'Power source', F.powerSource, false, 'Origin'),
    textColumn('energyScope', 'Energy scope', F.energyScope, false, 'Origin'),
    textColumn('transfers', 'Transfers', F.transfers, varies(F.transfers), 'Origin'),
    originColumn('run', 'Run', 2),
    originColumn('started', 'Date', 3, hasSeveralRuns),
    originColumn('commit', 'Commit', 4),
    originColumn('file', 'File', 0),
    { id: 'runs', name: 'Runs', field: F.runs, group: 'Origin', isShown: rows.some(row => row[F.runs] > 1), legend: 'Runs that the figures are medians over' },
  ].filter(column => column.isFigure || column.part !== undefined || column.isShown || !column.isText || column.field === undefined || rows.some(row => row[column.field] >= 0));
  const columnById = new Map(columns.map(column => [column.id, column]));

  const cellText = (row, column) => {
    if (column.part !== undefined) {
      return textAt(data.origins[row[F.origins][0]][column.part]);
    }
    switch (column.id) {
      case 'parity': return row[F.parity] === null ? '' : textAt(row[F.parity][0]);
      case 'flags': return row[F.flags].filter((_, i) => i % 2 === 0).map(textAt).join(' ');
      default: return text(row, column.field);
    }
  };

  // What all rows agree in is said once above the table.
  const common = [['', F.model], ['', F.precision], ['', F.scenario], ['copies ', F.transfers], ['energy of the ', F.energyScope]]
    .filter(([, field]) => rows.length > 1 && !varies(field) && text(rows[0], field) !== '')
    .map(([prefix, field]) => prefix + clipped(text(rows[0], field)));
  if (rows.length > 1 && !varies(F.batch) && rows[0][F.batch] > 0) {
    common.push(`batch ${rows[0][F.batch]}`);
  }

  // ---- state --------------------------------------------------------------------------------------------------------------------------------------------
  const state = { search: '', facets: new Map(), sort: null, descending: false, page: 0, all: false, open: new Set() };
  let filtered = rows.map((_, i) => i);
  let best = new Map();

  // ---- filter -------------------------------------------------------------------------------------------------------------------------------------------
  const facets = [
    ['framework', 'Framework', row => text(row, F.framework)],
    ['variant', 'Variant', row => text(row, F.variant)],
    ['machine', 'Machine', row => text(row, F.machine)],
    ['device', 'Device', row => text(row, F.deviceLabel)],
    ['model', 'Model', row => text(row, F.model)],
    ['batch', 'Batch', row => (row[F.batch] > 0 ? String(row[F.batch]) : 'unknown')],
    ['precision', 'Precision', row => text(row, F.precision) || 'unknown'],
    ['scenario', 'Scenario', row => text(row, F.scenario) || 'one after another'],
    ['powerMode', 'Power mode', row => text(row, F.powerMode) || 'none'],
    ['status', 'Status', row => text(row, F.status)],
    ['format', 'Format', row => textAt(data.origins[row[F.origins][0]][1])],
  ].map(([id, name, of]) => ({ id, name, of }));
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

  const haystacks = new Array(rows.length);
  const haystack = index => {
    if (haystacks[index] === undefined) {
      const row = rows[index];
      const parts = [F.label, F.version, F.framework, F.variant, F.provider, F.device, F.deviceLabel, F.machine, F.model, F.precision, F.scenario, F.status, F.reason, F.powerMode]
        .map(field => text(row, field));
      parts.push(row[F.batch] > 0 ? 'batch ' + row[F.batch] : '', ...row[F.flags].map(textAt), ...row[F.notes].map(textAt));
      if (row[F.settings] >= 0) {
        parts.push(...data.settings[row[F.settings]].map(textAt));
      }
      for (const origin of row[F.origins]) {
        parts.push(textAt(data.origins[origin][0]), textAt(data.origins[origin][2]), textAt(data.origins[origin][4]));
      }
      haystacks[index] = parts.join('\n').toLowerCase();
    }
    return haystacks[index];
  };

  const applyFilter = () => {
    const terms = state.search.toLowerCase().split(/\s+/).filter(term => term.length > 0);
    const chosen = facets.filter(facet => state.facets.get(facet.id)?.size > 0);
    filtered = [];
    for (let i = 0; i < rows.length; i++) {
      if (chosen.every(facet => state.facets.get(facet.id).has(facet.of(rows[i]))) && terms.every(term => haystack(i).includes(term))) {
        filtered.push(i);
      }
    }
    table.dataset.search = state.search;
    findBest();
    applySort();
  };

  // ---- best of what is shown: within the sets of rows that may be ranked, and only where there is a choice ------------------------------------------------
  const findBest = () => {
    best = new Map();
    data.columns.forEach((column, at) => {
      if (column.better === 0) {
        return;
      }
      const leaders = new Map();
      for (const index of filtered) {
        const row = rows[index];
        const value = row[F.figures][at];
        const set = row[column.energy ? F.energySet : F.timeSet];
        if (value === null || set < 0) {
          continue;
        }
        const leader = leaders.get(set);
        if (leader === undefined) {
          leaders.set(set, { value, rows: [index], label: row[F.label], hasRival: false, count: 1 });
          continue;
        }
        // Runs of one framework are no rivals.
        leader.hasRival ||= row[F.label] !== leader.label;
        leader.count++;
        if (column.better * value > column.better * leader.value) {
          leader.value = value;
          leader.rows = [index];
        } else if (value === leader.value) {
          leader.rows.push(index);
        }
      }
      for (const leader of leaders.values()) {
        // What all share is best of nothing.
        if (leader.hasRival && leader.rows.length < leader.count) {
          for (const index of leader.rows) {
            best.set(index * data.columns.length + at, leader.count);
          }
        }
      }
    });
  };

  // ---- sort: numbers by value, texts as people order them, what is missing last both ways ---------------------------------------------------------------
  const ranks = new Map();
  const textRank = column => {
    if (!ranks.has(column.id)) {
      const values = rows.map(row => cellText(row, column));
      const order = new Map([...new Set(values)].sort(collator.compare).map((value, rank) => [value, rank]));
      ranks.set(column.id, values.map(value => (value === '' ? null : order.get(value))));
    }
    return ranks.get(column.id);
  };
  const sortKeys = column => {
    if (column.isFigure) {
      return index => rows[index][F.figures][column.at];
    }
    if (column.isText) {
      const rank = textRank(column);
      return index => rank[index];
    }
    return index => (rows[index][column.field] > 0 ? rows[index][column.field] : null);
  };
  const applySort = () => {
    filtered.sort((a, b) => a - b);
    if (state.sort !== null) {
      const key = sortKeys(columnById.get(state.sort));
      const sign = state.descending ? -1 : 1;
      filtered.sort((a, b) => {
        const x = key(a);
        const y = key(b);
        if (x === null || y === null) {
          return x === y ? a - b : x === null ? 1 : -1;
        }
        return sign * (x - y) || a - b;
      });
    }
    state.page = 0;
    draw();
  };

  // ---- controls -----------------------------------------------------------------------------------------------------------------------------------------
  const holder = document.getElementById('table');
  const search = make('input', { type: 'search', id: 'search', placeholder: 'Search: words in any text of a row', autocomplete: 'off', spellcheck: 'false', 'aria-label': 'Search rows' });
  const count = make('p', { class: 'count', role: 'status', id: 'count' });
  const reset = make('button', { type: 'button', id: 'reset' }, 'Reset');
  const columnsMenu = make('details', { class: 'menu', id: 'columns' }, make('summary', {}, 'Columns'));
  const facetBar = make('div', { class: 'facets' });
  const table = make('table', { class: 'results' });
  const head = make('thead');
  const body = make('tbody');
  const pager = make('nav', { class: 'pager', 'aria-label': 'Pages of the table' });

  const checkbox = (label, isChecked, onChange) => {
    const input = make('input', { type: 'checkbox' });
    input.checked = isChecked;
    input.addEventListener('change', () => onChange(input.checked));
    return { input, element: make('label', { class: 'choice', title: label.length > 40 ? label : null }, input, make('span', {}, clipped(label, 60))) };
  };

  const facetMenus = [];
  const buildFacets = () => {
    for (const facet of facets) {
      const counts = new Map();
      for (const row of rows) {
        const value = facet.of(row);
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      if (counts.size < 2) {
        continue;
      }
      const summary = make('summary');
      const list = make('div', { class: 'sheet', role: 'group', 'aria-label': facet.name });
      const boxes = [];
      const name = () => {
        const chosen = state.facets.get(facet.id);
        summary.replaceChildren(facet.name, ' ', make('b', {}, chosen?.size > 0 ? (chosen.size === 1 ? clipped([...chosen][0], 24) : `${chosen.size} of ${counts.size}`) : 'all'));
      };
      for (const value of [...counts.keys()].sort(collator.compare)) {
        const box = checkbox(value, false, isChecked => {
          const chosen = state.facets.get(facet.id) ?? new Set();
          isChecked ? chosen.add(value) : chosen.delete(value);
          state.facets.set(facet.id, chosen);
          name();
          applyFilter();
        });
        box.element.append(make('span', { class: 'tally' }, String(counts.get(value))));
        boxes.push(box);
        list.append(box.element);
      }
      name();
      const menu = make('details', { class: 'menu', 'data-facet': facet.id }, summary, list);
      facetBar.append(menu);
      facetMenus.push({ name, boxes });
    }
  };

  const buildColumnsMenu = () => {
    const sheet = make('div', { class: 'sheet wide' });
    for (const group of ['Case', ...new Set(data.columns.map(column => column.group)), 'Origin']) {
      const members = columns.filter(column => column.group === group);
      const set = make('fieldset', {}, make('legend', {}, group));
      for (const column of members) {
        const box = checkbox(column.unit ? `${column.name} [${column.unit}]` : column.name, column.isShown, isChecked => {
          column.isShown = isChecked;
          drawHead();
          draw();
        });
        box.input.disabled = column.id === 'label';
        set.append(box.element);
      }
      sheet.append(set);
    }
    columnsMenu.append(sheet);
  };

  // A menu closes by Escape and when the reader goes elsewhere.
  const menus = () => holder.querySelectorAll('details.menu[open]');
  document.addEventListener('pointerdown', event => menus().forEach(menu => menu.contains(event.target) || menu.removeAttribute('open')));
  document.addEventListener('focusin', event => menus().forEach(menu => menu.contains(event.target) || menu.removeAttribute('open')));
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      hideTip();
      menus().forEach(menu => {
        menu.removeAttribute('open');
        menu.querySelector('summary').focus();
      });
    }
  });

  // ---- table --------------------------------------------------------------------------------------------------------------------------------------------
  const visibleColumns = () => columns.filter(column => column.isShown);
  const isNumeric = column => !column.isText;

  const drawHead = () => {
    const line = make('tr');
    for (const column of visibleColumns()) {
      const sorted = state.sort === column.id;
      const button = make('button', { type: 'button', title: column.legend ?? null }, column.name, column.unit ? make('span', { class: 'unit' }, ` [${column.unit}]`) : '',
        make('span', { class: 'arrow', 'aria-hidden': 'true' }, sorted ? (state.descending ? '▼' : '▲') : ''));
      button.addEventListener('click', () => sortBy(column));
      line.append(make('th', {
        scope: 'col', 'data-column': column.id, class: isNumeric(column) ? 'number' : '', 'aria-sort': sorted ? (state.descending ? 'descending' : 'ascending') : 'none',
      }, button));
    }
    head.replaceChildren(line);
  };

  const sortBy = column => {
    if (state.sort === column.id) {
      state.descending = !state.descending;
    } else {
      state.sort = column.id;
      state.descending = column.better === 1;
    }
    drawHead();
    applySort();
    head.querySelector(`[data-column="${column.id}"] button`).focus();
  };

  const badge = (code, detail) => {
    const legend = data.flags[code];
    return make('span', { class: 'badge warn', title: [legend ?? words(code), detail].filter(part => part).join(': ') }, clipped(words(code), 40));
  };
  const statusBadge = status => make('span', { class: 'badge ' + ({ ok: 'good', passed: 'good', failed: 'bad' }[status] ?? 'quiet') }, clipped(status, 40));

  const figureCell = (row, index, column) => {
    if (row[F.figures][column.at] === null) {
      return make('td', { class: 'number missing', title: whyMissing(row, column.at) }, 'n/a');
    }
    const rivals = best.get(index * data.columns.length + column.at);
    const cell = make('td', { class: rivals ? 'number best' : 'number', title: unrounded(row, column.at) + (rivals ? `, best of ${rivals} comparable rows shown` : '') });
    if (rivals) {
      cell.append(make('span', { class: 'star', 'aria-hidden': 'true' }, '★'), make('span', { class: 'unseen' }, 'best: '));
    }
    cell.append(shown(row, column.at));
    return cell;
  };

  const cellOf = (row, index, column) => {
    if (column.isFigure) {
      return figureCell(row, index, column);
    }
    if (!column.isText) {
      return make('td', { class: 'number' }, row[column.field] > 0 ? String(row[column.field]) : 'n/a');
    }
    const value = cellText(row, column);
    if (column.id === 'flags') {
      return make('td', { class: 'badges' }, ...row[F.flags].flatMap((code, i, all) => (i % 2 === 0 ? [badge(textAt(code), textAt(all[i + 1]))] : [])));
    }
    if (column.id === 'status' || column.id === 'parity') {
      return make('td', { title: column.id === 'status' ? text(row, F.reason) || null : null }, value === '' ? '' : statusBadge(value));
    }
    return make('td', { class: value.length <= shortCell ? 'short' : '', title: value.length > longestCell ? value.slice(0, 1000) : null }, clipped(value));
  };

  const rowElements = (index, isFocusable) => {
    const row = rows[index];
    const isOpen = state.open.has(index);
    const line = make('tr', { 'data-row': String(index), class: text(row, F.status) === 'ok' ? '' : 'not-ok' });
    visibleColumns().forEach((column, i) => {
      if (i > 0) {
        line.append(cellOf(row, index, column));
        return;
      }
      const label = text(row, F.label);
      const opener = make('button', {
        type: 'button', class: 'opener', 'aria-expanded': String(isOpen), 'aria-controls': `details-${index}`, tabindex: isFocusable ? '0' : '-1',
        title: label.length > longestCell ? label.slice(0, 1000) : null,
      }, clipped(label));
      line.append(make('th', { scope: 'row' }, opener));
    });
    return isOpen ? [line, detailsOf(index)] : [line];
  };

  let drawing = 0;
  const draw = () => {
    const from = state.all ? 0 : state.page * pageSize;
    const wanted = state.all ? filtered : filtered.slice(from, from + pageSize);
    const token = ++drawing;
    body.replaceChildren(...wanted.slice(0, pageSize).flatMap((index, i) => rowElements(index, i === 0)));
    if (wanted.length === 0) {
      body.append(make('tr', {}, make('td', { colspan: String(visibleColumns().length), class: 'empty' }, 'No row fits the filters.')));
    }
    // The rest in pieces, so that the page answers in between.
    const more = start => {
      if (token === drawing && start < wanted.length) {
        body.append(...wanted.slice(start, start + 4 * pageSize).flatMap(index => rowElements(index, false)));
        setTimeout(more, 0, start + 4 * pageSize);
      }
    };
    setTimeout(more, 0, pageSize);
    drawCount();
    drawPager();
  };

  const drawAllAtOnce = () => {
    drawing++;
    body.replaceChildren(...filtered.flatMap((index, i) => rowElements(index, i === 0)));
  };

  const drawCount = () => {
    const shownRows = filtered.length === rows.length ? `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}` : `${filtered.length} of ${rows.length} rows`;
    count.textContent = common.length === 0 ? shownRows : `${shownRows}. All: ${common.join(', ')}`;
    reset.disabled = filtered.length === rows.length && state.sort === null;
  };

  const drawPager = () => {
    const pages = Math.ceil(filtered.length / pageSize);
    pager.hidden = pages < 2;
    if (pager.hidden) {
      pager.replaceChildren();
      return;
    }
    const button = (id, label, isEnabled, onClick) => {
      const element = make('button', { type: 'button', id, disabled: !isEnabled }, label);
      element.addEventListener('click', () => {
        onClick();
        draw();
        const again = document.getElementById(id);
        (again && !again.disabled ? again : pager.querySelector('button:not([disabled])'))?.focus();
      });
      return element;
    };
    const from = state.page * pageSize;
    pager.replaceChildren(
      button('page-previous', 'Previous', !state.all && state.page > 0, () => state.page--),
      make('span', {}, state.all ? `all ${filtered.length} rows` : `rows ${from + 1} to ${Math.min(from + pageSize, filtered.length)} of ${filtered.length}`),
      button('page-next', 'Next', !state.all && state.page < pages - 1, () => state.page++),
      button('page-all', state.all ? 'Show pages' : 'Show all', true, () => {
        state.all = !state.all;
        state.page = 0;
      }));
  };

  // ---- details of a row ---------------------------------------------------------------------------------------------------------------------------------
  const pairs = (title, entries) => {
    const list = make('dl');
    for (const [name, value] of entries) {
      if (value !== '' && value !== null && value !== undefined) {
        list.append(make('dt', {}, name), make('dd', {}, value));
      }
    }
    return list.childElementCount === 0 ? null : make('div', { class: 'part' }, make('h4', {}, title), list);
  };
  const figurePairs = (row, groups) => data.columns.map((column, at) => [column, at])
    .filter(([column]) => groups(column))
    .map(([column, at]) => [column.name, row[F.figures][at] === null ? `n/a: ${whyMissing(row, at)}` : unrounded(row, at)]);

  const detailsOf = index => {
    const row = rows[index];
    const settings = row[F.settings] < 0 ? [] : data.settings[row[F.settings]];
    const parity = row[F.parity];
    const parts = [
      text(row, F.status) === 'ok' ? null : pairs('Status', [[text(row, F.status), text(row, F.reason) || 'no reason was given']]),
      pairs('Settings', [
        ...settings.flatMap((name, i) => (i % 2 === 0 ? [[textAt(name), textAt(settings[i + 1])]] : [])),
        ['transfers', text(row, F.transfers) && `${text(row, F.transfers)} the latency`],
        ['scenario', text(row, F.scenario)],
      ]),
      pairs('Case', [
        ['framework', text(row, F.framework)], ['version', text(row, F.version)], ['variant', text(row, F.variant)], ['provider', text(row, F.provider)],
        ['device', text(row, F.device)], ['machine', text(row, F.machine)], ['model', text(row, F.model)], ['batch', row[F.batch] > 0 ? String(row[F.batch]) : 'unknown'],
        ['precision', text(row, F.precision) || 'unknown'], ['power mode', text(row, F.powerMode)],
      ]),
      pairs('Flags and notes', [
        ...row[F.flags].flatMap((code, i, all) => (i % 2 === 0 ? [[textAt(code), [data.flags[textAt(code)] ?? '', textAt(all[i + 1])].filter(part => part).join(': ') || 'no more is said']] : [])),
        ...row[F.notes].map((note, i) => [`note ${i + 1}`, textAt(note)]),
      ]),
      pairs('Latency and throughput', figurePairs(row, column => !column.energy && column.group !== 'Conditions')),
      pairs('Energy', [['source', text(row, F.powerSource)], ['scope', text(row, F.energyScope)], ...figurePairs(row, column => column.energy)]),
      pairs('Conditions', figurePairs(row, column => column.group === 'Conditions')),
      parity === null ? null : pairs('Parity', [
        ['status', textAt(parity[0])], ['reason', textAt(parity[1])], ['reference', textAt(parity[2])], ['max abs', parity[3]], ['max rel', parity[4]], ['cosine', parity[5]],
        ['PSNR', parity[6] === null ? null : `${parity[6]} dB`], ['top-1', parity[7]],
      ].map(([name, value]) => [name, value === null ? '' : String(value)])),
      pairs(row[F.runs] > 1 ? `Origin (${row[F.runs]} runs, newest first)` : 'Origin', [
        ...row[F.origins].flatMap(number => {
          const [file, format, run, started, commit, dirty] = data.origins[number].map(textAt);
          return [['file', file], ['format', format], ['run', run], ['started', started], ['commit', commit && `${commit}${dirty === 'dirty' ? ' with changes' : ''}`]];
        }),
        ['trace', text(row, F.samples)],
      ]),
    ];
    return make('tr', { class: 'details', id: `details-${index}` }, make('td', { colspan: String(visibleColumns().length) }, make('div', { class: 'parts' }, ...parts)));
  };

  const toggle = line => {
    const index = Number(line.dataset.row);
    const opener = line.querySelector('.opener');
    if (state.open.delete(index)) {
      line.nextElementSibling.remove();
    } else {
      state.open.add(index);
      line.after(detailsOf(index));
    }
    opener.setAttribute('aria-expanded', String(state.open.has(index)));
  };

  body.addEventListener('click', event => {
    const line = event.target.closest('tr[data-row]');
    // Who selects text of a row does not mean to open it.
    if (line !== null && (event.target.closest('.opener') || String(getSelection()) === '')) {
      focusRow(line.querySelector('.opener'), false);
      toggle(line);
    }
  });

  const focusRow = (opener, moves = true) => {
    for (const other of body.querySelectorAll('.opener[tabindex="0"]')) {
      other.tabIndex = -1;
    }
    opener.tabIndex = 0;
    if (moves) {
      opener.focus();
    }
  };

  // One row is in the tab order; arrows move it.
  body.addEventListener('keydown', event => {
    if (!event.target.classList.contains('opener')) {
      return;
    }
    const openers = [...body.querySelectorAll('.opener')];
    const at = openers.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: openers.length - 1, PageDown: at + 10, PageUp: at - 10 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      focusRow(openers[Math.min(Math.max(to, 0), openers.length - 1)]);
    }
  });

  // ---- charts: tooltips made from the marks' own titles, a chooser ----------------------------------------------------------------------------------------
  const tip = document.getElementById('tip');
  const hideTip = () => {
    tip.hidden = true;
  };
  const showTip = (mark, x, y) => {
    tip.textContent = mark.dataset.tip;
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(x + 12, document.documentElement.clientWidth - box.width - 4))}px`;
    tip.style.top = `${y + 16 + box.height > window.innerHeight ? Math.max(4, y - box.height - 10) : y + 16}px`;
  };

  const marksOf = chart => chart.querySelectorAll('[data-tip]');
  const prepareChart = chart => {
    let isFirst = true;
    for (const title of chart.querySelectorAll('svg title')) {
      const mark = title.parentElement;
      // The chart's own title and those of definitions are names, no tooltips.
      if (mark.localName === 'svg' || mark.closest('defs') !== null) {
        continue;
      }
      mark.dataset.tip = title.textContent;
      mark.setAttribute('aria-label', title.textContent);
      mark.setAttribute('role', 'img');
      mark.setAttribute('tabindex', isFirst ? '0' : '-1');
      title.remove();
      isFirst = false;
    }
    const svg = chart.querySelector('svg');
    if (!isFirst && svg !== null) {
      // An image's children are hidden from assistive technology; here they can be reached.
      svg.setAttribute('role', 'group');
    }
    chart.addEventListener('pointermove', event => {
      const mark = event.target.closest('[data-tip]');
      mark === null ? hideTip() : showTip(mark, event.clientX, event.clientY);
    });
    chart.addEventListener('pointerleave', hideTip);
    chart.addEventListener('focusin', event => {
      const mark = event.target.closest('[data-tip]');
      if (mark !== null) {
        const box = mark.getBoundingClientRect();
        showTip(mark, box.x + box.width / 2, box.y + Math.min(box.height, 40));
      }
    });
    chart.addEventListener('focusout', hideTip);
    chart.addEventListener('keydown', event => {
      const marks = [...marksOf(chart)];
      const at = marks.indexOf(event.target);
      const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
      if (at >= 0 && to !== undefined) {
        event.preventDefault();
        marks[at].setAttribute('tabindex', '-1');
        const next = marks[Math.min(Math.max(to, 0), marks.length - 1)];
        next.setAttribute('tabindex', '0');
        next.focus();
      }
    });
  };

  const charts = [...document.querySelectorAll('[data-chart]')];
  charts.forEach(prepareChart);
  addEventListener('scroll', hideTip, { passive: true, capture: true });

  const choice = document.getElementById('chart-choice');
  const chooseChart = () => {
    charts.forEach(chart => {
      chart.classList.toggle('not-chosen', choice.value !== 'all' && chart.id !== choice.value);
    });
  };
  if (choice !== null) {
    const step = by => () => {
      choice.selectedIndex = (choice.selectedIndex + by + choice.length) % choice.length;
      chooseChart();
    };
    choice.addEventListener('change', chooseChart);
    document.getElementById('chart-previous').addEventListener('click', step(-1));
    document.getElementById('chart-next').addEventListener('click', step(1));
  }

  // ---- theme --------------------------------------------------------------------------------------------------------------------------------------------
  const root = document.documentElement;
  const themeButton = document.getElementById('theme');
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : prefersDark.matches);
  const nameTheme = () => {
    themeButton.textContent = isDark() ? 'Light theme' : 'Dark theme';
  };
  themeButton.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try {
      localStorage.setItem('inferencebench-theme', root.dataset.theme);
    } catch { /* no storage: the choice lasts as long as the page */ }
    nameTheme();
  });
  prefersDark.addEventListener('change', nameTheme);

  // ---- print: all rows that the filters leave, as they are sorted; afterwards the page as it was ----------------------------------------------------------
  const forPrint = isPrinting => (isPrinting ? drawAllAtOnce() : draw());
  addEventListener('beforeprint', () => forPrint(true));
  addEventListener('afterprint', () => forPrint(false));

  // ---- start --------------------------------------------------------------------------------------------------------------------------------------------
  let typing = 0;
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      state.search = search.value;
      applyFilter();
    }, 80);
  });
  reset.addEventListener('click', () => {
    state.search = '';
    search.value = '';
    state.facets.clear();
    state.sort = null;
    facetMenus.forEach(menu => {
      menu.boxes.forEach(box => {
        box.input.checked = false;
      });
      menu.name();
    });
    drawHead();
    applyFilter();
    search.focus();
  });
  buildFacets();
  buildColumnsMenu();
  facetBar.append(columnsMenu, reset);
  table.append(make('caption', { class: 'unseen' }, 'Results; column headers sort, the button of a row shows its details'), head, body);
  holder.append(
    make('div', { class: 'controls' }, search, facetBar, count),
    make('div', { class: 'scroll tall', tabindex: '0', role: 'region', 'aria-label': 'Table of results' }, table),
    pager);
  document.getElementById('static').remove();
  nameTheme();
  drawHead();
  applyFilter();
})();
