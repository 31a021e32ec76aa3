'use strict';
// The report is a fold over report.json. Nothing is fetched, nothing is written but the location's hash and two preferences.
// Every field beyond the contract (schema 1, section 3.2) is optional: a report without it is shorter, never broken.
(async () => {
  const $ = (id) => document.getElementById(id);
  /** A large report is packed: base64 of raw deflate, which every browser unpacks without a request. */
  async function unpacked(el) {
    if (el.dataset.packing !== 'deflate-raw') return el.textContent;
    const bytes = Uint8Array.fromBase64?.(el.textContent) ?? Uint8Array.from(atob(el.textContent), (c) => c.charCodeAt(0));
    const whole = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer();
    return new TextDecoder().decode(whole); // in one piece: decoding the stream takes twice as long
  }
  const source = await unpacked($('report-data')).catch((e) => { $('main').textContent = `This browser can not unpack the report (${e.message}). report.json beside this file holds all of it.`; throw e; });
  const report = JSON.parse(source);
  const { versions: dictionary = {}, lengths = {} } = JSON.parse($('dictionary-data').textContent || '{}');
  const results = report.results ?? [];

  // ---------- words ----------
  const VERDICTS = ['failed', 'errored', 'inconclusive', 'warning', 'waived', 'passed', 'notApplicable']; // worst first
  const WORD = { failed: 'Failed', errored: 'Errored', inconclusive: 'Inconclusive', warning: 'Warning', waived: 'Waived', passed: 'Passed', notApplicable: 'Not applicable' };
  const MEANING = {
    passed: 'Every must of the requirement was kept.',
    warning: 'Every must was kept; something the standard recommends (should) was not. Still conformant.',
    failed: 'A must of the requirement was broken.',
    waived: 'A must was broken in the way that a waiver describes. Any other deviation would have failed.',
    inconclusive: 'The stimulus was not reached, so nothing was proved. Never counts as passed.',
    notApplicable: 'Out of scope by version, role or declared capability; the reason is given.',
    errored: 'A fault of the harness or of a hook. Never counts against the target, never as passed.',
  };
  const OUTCOME = {
    0: ['Conformant', 'passed', 'conformant'], 1: ['Not conformant', 'failed', 'non-conformant'], 2: ['No result: configuration', 'errored', 'usage or configuration'], 3: ['No result: nothing matched', 'inconclusive', 'nothing matched'],
    4: ['No result: target unreachable', 'inconclusive', 'target unreachable'], 5: ['Not proven', 'inconclusive', 'inconclusive'], 6: ['Waivers need attention', 'warning', 'stale or expired waiver'], 7: ['Regression', 'failed', 'regression'],
    8: ['No verdict: fault of the harness', 'errored', 'fault of the harness'], 130: ['Interrupted', 'inconclusive', 'interrupted'],
  };

  // ---------- small tools ----------
  const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
  /** Control characters and marks of reading direction by name: nothing is hidden and nothing turned around. */
  const visible = (text) => text.replace(UNSEEN, (c) => { const n = c.charCodeAt(0); return n === 9 || n === 10 || n === 13 ? ' ' : `<U+${n.toString(16).toUpperCase().padStart(4, '0')}>`; });
  /** h('div.note', {title: 'x'}, 'text', node): builds an element; text is always text, never markup. */
  function h(spec, ...rest) {
    const [tag, ...classes] = spec.split('.');
    const el = document.createElement(tag || 'div');
    if (classes.length) el.className = classes.join(' ');
    for (const x of rest.flat(Infinity)) {
      if (x === null || x === undefined || x === false || x === '') continue;
      if (typeof x === 'object' && !(x instanceof Node)) for (const k in x) { if (x[k] !== null && x[k] !== undefined && x[k] !== false) el.setAttribute(k, x[k] === true ? '' : x[k]); }
      else el.append(typeof x === 'string' ? visible(x) : x);
    }
    return el;
  }
  const SVG = 'http://www.w3.org/2000/svg';
  function glyph(verdict, big) {
    const s = document.createElementNS(SVG, 'svg'), u = document.createElementNS(SVG, 'use');
    s.setAttribute('class', `glyph v-${verdict}${big ? ' big' : ''}`); s.setAttribute('aria-hidden', 'true'); u.setAttribute('href', `#s-${verdict}`);
    s.append(u); return s;
  }
  const tally = (v, n) => `${n.toLocaleString('en')} ${WORD[v].toLowerCase()}${v === 'warning' && n !== 1 ? 's' : ''}`;
  const plural = (n, one, many = one + 's') => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
  const figure = (n) => n.toLocaleString('en');
  const short = (v) => v.replace('FIXT.1.1/FIX.', '').replace('FIX.', '');
  const full = (v) => v.replace('FIXT.1.1/', '');
  const where = (r) => `${full(r.beginString)} ${r.targetRole}`;
  function duration(ms) { // the same as in the console
    if (ms < 9.95) return `${Math.round(ms * 10) / 10} ms`;
    if (ms < 999.5) return `${Math.round(ms)} ms`;
    if (ms < 9995) return `${(ms / 1000).toFixed(2)} s`;
    if (ms < 119950) return `${(ms / 1000).toFixed(1)} s`;
    const s = Math.round(ms / 1000), m = Math.floor(s / 60);
    return m < 120 ? `${m} min ${s % 60} s` : `${Math.floor(m / 60)} h ${m % 60} min`;
  }
  const day = (iso) => new Date(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const clock = (iso) => iso.slice(11, 23);
  const uniq = (list) => [...new Set(list)];
  const prefer = { get(k) { try { return localStorage.getItem('fixproof.' + k); } catch { return null; } }, set(k, v) { try { localStorage.setItem('fixproof.' + k, v); } catch { /* a report opened from a file may have no storage */ } } };
  const say = (text) => { $('say').textContent = ''; $('say').textContent = text; };
  const hash12 = (s) => h('span.hash', { title: s }, s.slice(0, 12));

  // ---------- model ----------
  const groupOf = (id) => /^(\d+[A-Z]?|[A-Z]+)/.exec(id)?.[1] ?? id;
  const counts = Object.fromEntries(VERDICTS.map((v) => [v, 0]));
  const worst = (list) => list.reduce((a, b) => VERDICTS.indexOf(b.verdict) < VERDICTS.indexOf(a.verdict) ? b : a);
  const byKey = new Map(), rowOf = new Map(), rows = [];
  const order = { acceptor: 0, initiator: 1 };
  for (const r of results) {
    counts[r.verdict]++;
    // A title that the example begins with is not said twice.
    if (r.example?.startsWith(r.title)) r.example = r.example.slice(r.title.length).replace(/^[:,]?\s*/, '') || undefined;
    let row = rowOf.get(r.case);
    if (!row) { row = { id: r.case, title: r.title, level: r.level, group: groupOf(r.case), cells: new Map() }; rowOf.set(r.case, row); rows.push(row); }
    if (r.level === 'must' || row.level === 'may') row.level = r.level;
    const column = `${r.beginString}~${r.targetRole}`;
    const cell = row.cells.get(column) ?? []; row.cells.set(column, cell); cell.push(r);
    r.key = `${r.case}~${column}${cell.length > 1 ? '~' + cell.length : ''}`;
    byKey.set(r.key, r);
  }
  const natural = new Intl.Collator('en', { numeric: true });
  const versions = uniq(results.map((r) => r.beginString)).sort(natural.compare);
  const roles = uniq(results.map((r) => r.targetRole)).sort((a, b) => order[a] - order[b]);
  const columns = versions.flatMap((v) => roles.map((r) => ({ v, r, key: `${v}~${r}` }))).filter((c) => rows.some((r) => r.cells.has(c.key)));
  const titles = new Map((report.groups ?? []).map((g) => [g.id, g.title]));
  /** 1B, 1S, 2S, 2, 3 … 20, SD, PX, VN, then the others as the report lists them. */
  const listed = uniq([...titles.keys(), ...rows.map((r) => r.group)]), numbered = /^(\d+)([A-Z]?)$/;
  const rank = new Map(listed.map((g, i) => { const m = numbered.exec(g), named = ['SD', 'PX', 'VN'].indexOf(g); return [g, m ? m[1] * 100 + (g === '2S' ? -1 : (m[2] || '@').charCodeAt(0) - 64) : named >= 0 ? 1e6 + named : 2e6 + i]; }));
  rows.sort((a, b) => rank.get(a.group) - rank.get(b.group) || natural.compare(a.id, b.id));
  const groups = uniq(rows.map((r) => r.group));
  const failures = results.filter((r) => r.verdict === 'failed');
  const waiverOf = (r) => (report.waivers ?? []).find((w) => w.id === r.waiver);
  const stated = report.summary ?? {};
  const disagrees = VERDICTS.some((v) => (stated[v] ?? 0) !== counts[v]);
  const attention = (report.waivers ?? []).filter((w) => w.stale || w.expired);
  // Against a baseline only what is worse counts; what was no better there is known.
  const GOOD = ['passed', 'warning', 'waived'], OPEN = ['failed', 'errored', 'inconclusive'];
  const isKnown = (r) => OPEN.includes(r.verdict) && OPEN.includes(r.was) && (r.verdict !== 'failed' || r.was === 'failed');
  const isRegression = (r) => r.was !== undefined && (r.verdict === 'failed' ? r.was !== 'failed' : ['inconclusive', 'notApplicable'].includes(r.verdict) && GOOD.includes(r.was));
  const baseline = report.baseline, worse = baseline ? results.filter(isRegression) : [], known = baseline ? results.filter(isKnown) : [];
  const regressions = worse.length + (baseline?.vanished.length ?? 0);
  // A plan is about all versions and roles; what it calls mandatory and nothing was seen of is not proved.
  const plan = report.plan, byCase = Map.groupBy?.(results, (r) => r.case) ?? new Map(uniq(results.map((r) => r.case)).map((id) => [id, results.filter((r) => r.case === id)]));
  const planState = (id) => { const v = new Set((byCase.get(id) ?? []).map((r) => r.verdict)); return v.has('failed') ? 'failed' : v.has('errored') || v.has('inconclusive') ? 'open' : v.has('waived') ? 'waived' : v.has('passed') || v.has('warning') ? 'passed' : 'open'; };
  const planCounts = (ids) => { const c = { total: ids.length, passed: 0, waived: 0, failed: 0, open: 0, openCases: [] }; for (const id of ids) { const s = planState(id); c[s]++; if (s === 'open') c.openCases.push(id); } return c; };
  const mandatory = plan && planCounts(plan.mandatory), optional = plan && planCounts(plan.optional);
  const planText = (c, what) => `${c.total - c.open} of ${c.total} ${what} done: ${[`${c.passed} passed`, c.waived && `${c.waived} waived`, `${c.failed} failed`, `${c.open} open`].filter(Boolean).join(', ')}`;
  const missing = !plan || plan.narrowed || report.shard ? [] : plan.mandatory.filter((id) => !(byCase.get(id) ?? []).some((r) => r.verdict !== 'notApplicable'));
  function runNotes() {
    const { shard, resumed, attempts = [], unfinished } = report, last = attempts.at(-1), other = attempts.filter((a) => a.profileSha256 && a.profileSha256 !== report.profileSha256).at(-1);
    return [shard && `Shard ${shard.index} of ${shard.of}: a part of ${figure(report.scenarios ?? 0)} scenarios, and no answer on its own.`, resumed && `${plural(resumed.scenarios, 'scenario')} taken over from the run that began at ${resumed.startedAt}.`,
      last && `Attempt ${last.number + 1}: ${plural(last.repeated, 'scenario')} repeated, the others are of ${last.number === 1 ? 'attempt 1' : `attempts 1 to ${last.number}`}.`, other && `The profile has changed since attempt ${other.number}.`, unfinished && `${plural(unfinished, 'scenario')} not made.`].filter(Boolean);
  }
  const exit = (() => {
    const said = report.outcome?.exitCode;
    if ([2, 4, 7, 130].includes(said)) return said; // circumstances of the run; all else is computed again
    if (regressions) return 7;
    const expired = new Set((report.waivers ?? []).filter((w) => w.expired).map((w) => w.id)), counting = known.length ? results.filter((r) => !isKnown(r)) : results;
    if (counting.some((r) => r.verdict === 'failed' && !expired.has(r.waiver))) return 1;
    const some = (v) => counting.some((r) => r.verdict === v);
    return some('errored') ? 8 : !results.length ? 3 : some('inconclusive') || !(counts.passed + counts.warning + counts.waived + counts.failed) || missing.length || report.unfinished ? 5 : attention.some((w) => w.expired || !report.shard) ? 6 : 0;
  })();
  const [outcomeHeading, outcomeTone, outcomeWord] = exit === 0 && known.length ? (counts.failed ? ['Not conformant, no regression', 'warning', 'no regression'] : ['Not proven, no regression', 'inconclusive', 'no regression']) : OUTCOME[exit] ?? [`Ended with exit code ${exit}`, 'errored', 'unknown'];
  const heading = exit === 0 && !known.length && counts.waived ? 'Conformant, with waivers' : outcomeHeading;
  const virtual = results.reduce((n, r) => n + (r.virtualMs ?? 0), 0);
  const target = report.target ?? {};
  const targetName = [target.name ?? target.address, target.version].filter(Boolean).join(' ');
  const exercised = results.length - counts.notApplicable - counts.inconclusive - counts.errored;

  function lede() {
    const rest = [];
    if (counts.waived) rest.push(`${figure(counts.waived)} ${counts.waived === 1 ? 'is' : 'are'} waived`);
    if (counts.inconclusive + counts.errored) rest.push(`${figure(counts.inconclusive + counts.errored)} not proven`);
    if (counts.notApplicable) rest.push(`${figure(counts.notApplicable)} not applicable`);
    const listed = rest.length > 1 ? `${rest.slice(0, -1).join(', ')} and ${rest.at(-1)}` : rest[0];
    const all = rest.length ? ` Of ${plural(results.length, 'check')} in all, ${listed}.` : '';
    const cut = exit === 130 ? ' The run was interrupted before its end.' : '';
    if (!results.length && exit !== 7) return exit === 4 ? 'The target was not reached. Nothing was proved.' : 'No scenario matched. Nothing was proved.';
    const missed = missing.length ? ` Nothing was seen of ${plural(missing.length, 'mandatory case')} of the plan.` : '';
    const tail = `${cut}${missed}${all}${against()}${exit === 6 ? attention.map((w) => ` Waiver ${w.id} ${w.expired ? `expired on ${w.until}` : 'is stale'}.`).join('') : ''}`;
    if (counts.failed) return `${targetName} breaks a must of the standard in ${figure(counts.failed)} of the ${plural(exercised, 'check')} that were exercised.${tail}`;
    const open = counts.inconclusive + counts.errored;
    if ((exit === 0 || exit === 6 || exit === 7) && !open && !missing.length) return `${targetName} keeps every must of the standard in ${plural(counts.passed + counts.warning, 'check')}${counts.warning ? `, with ${plural(counts.warning, 'warning')}` : ''}.${tail}`;
    return `Nothing failed, but ${counts.passed + counts.warning + counts.waived ? 'not everything' : 'nothing'} was proved.${tail}`;
  }
  function against() {
    if (!baseline) return '';
    const n = baseline.vanished.length;
    return ` Against the baseline of ${baseline.startedAt.slice(0, 10)}: ${[regressions ? `${plural(regressions, 'regression')}${n ? ` (${figure(n)} of them vanished)` : ''}` : 'nothing is worse', baseline.repaired.length && `${figure(baseline.repaired.length)} repaired`, known.length && `${figure(known.length)} known`].filter(Boolean).join(', ')}.`;
  }
  const first = (d) => d?.fields?.find((f) => !f.equal);
  const shown = (value, label) => value === null || value === undefined ? 'nothing' : label && label !== value ? `${value} ${label}` : value;
  /** One line that says what was wrong. */
  function headline(r) {
    const f = first(r.difference);
    if (!f) return r.reason ?? r.actual;
    if (f.tag === 35) return `expected ${f.expectedLabel ?? f.expected}, got ${f.actual === null ? 'nothing' : f.actualLabel ?? f.actual}`;
    return `${f.name}(${f.tag}): expected ${shown(f.expected, f.expectedLabel)}, got ${shown(f.actual, f.actualLabel)}`;
  }

  // ---------- FIX ----------
  const LENGTHS = new Map([...[[90, 91], [93, 89], [95, 96], [212, 213], [348, 349], [350, 351], [354, 355], [1401, 1402], [1403, 1404]], ...Object.entries(lengths).map(([l, d]) => [Number(l), d])]);
  const HEADER = new Set([8, 9, 35, 49, 56, 34, 52, 43, 97, 122, 50, 57, 115, 128, 116, 129, 142, 143, 144, 145, 90, 91, 212, 213, 347, 369, 627, 1128, 1129, 1156]);
  const TRAILER = new Set([93, 89, 10]);
  /** The fields of a raw message; data fields are cut by their length, so a `|` inside them is data. */
  function split(raw) {
    const out = [];
    let at = 0, data = 0, length = 0;
    while (at < raw.length) {
      const eq = raw.indexOf('=', at);
      if (eq < 0) { out.push({ tag: NaN, value: raw.slice(at) }); break; }
      const tag = Number(raw.slice(at, eq));
      let end = raw.indexOf('|', eq);
      if (tag === data && length > 0) end = eq + 1 + length;
      if (end < 0) end = raw.length;
      const value = raw.slice(eq + 1, end);
      data = LENGTHS.get(tag) ?? 0; length = data ? Number(value) : 0;
      out.push({ tag, value });
      at = end + 1;
    }
    return out;
  }
  /** Which fields tell a message's story in one line, by MsgType; others show their first body fields. */
  const STORY = { A: [108, 141, 789, 1137, 1409, 58], 0: [112], 1: [112], 2: [7, 16], 3: [45, 371, 373, 58], 4: [123, 36], 5: [1409, 58], j: [45, 372, 380, 58], D: [11, 54, 38, 55, 40, 44], F: [41, 11], G: [41, 11, 38, 44], 8: [39, 32, 31, 151, 14], 9: [39, 434, 102, 58] };
  const SESSION = { A: 'Logon', 0: 'Heartbeat', 1: 'TestRequest', 2: 'ResendRequest', 3: 'Reject', 4: 'SequenceReset', 5: 'Logout', j: 'BusinessMessageReject' };
  function words(version) {
    const d = dictionary[version] ?? { fields: {}, messages: {}, groups: {} };
    return {
      name: (tag) => d.fields[tag]?.name ?? '', label: (tag, value) => tag === 35 || tag === 372 ? d.messages[value] : d.fields[tag]?.values?.[value] ?? (tag === 371 ? d.fields[value]?.name : undefined),
      message: (type) => d.messages[type] ?? SESSION[type] ?? `MsgType ${type}`, group: (tag) => d.groups[tag],
    };
  }
  /** Fields with depth: repeating groups become instances. Rows: {tag, value, depth} or {instance, of, depth}. */
  function decode(raw, version) {
    const w = words(version), fields = split(raw), rows = [];
    let i = 0;
    const group = (tag, depth) => {
      const members = new Set(w.group(tag)), start = fields[i]?.tag;
      let n = 0;
      while (i < fields.length && members.has(fields[i].tag)) {
        if (fields[i].tag === start) rows.push({ instance: ++n, of: w.name(tag), depth });
        field(depth + 1);
      }
    };
    const field = (depth) => {
      const f = fields[i++];
      rows.push({ ...f, depth, name: w.name(f.tag), label: w.label(f.tag, f.value) });
      if (w.group(f.tag)) group(f.tag, depth);
    };
    while (i < fields.length) field(0);
    return rows;
  }
  /** BodyLength and CheckSum computed again. The text may stand for bytes of UTF-8 or for one byte a character: what fits is taken. */
  function integrity(raw) {
    const fields = split(raw), text = fields.map((f) => (Number.isNaN(f.tag) ? f.value : `${f.tag}=${f.value}`)).join('\x01') + (raw.endsWith('|') ? '\x01' : '');
    const sums = [new TextEncoder().encode(text), Uint8Array.from(text, (c) => c.charCodeAt(0))].map((bytes) => {
      const seen = Array.from(bytes, (b) => String.fromCharCode(b)).join('');
      const trailer = seen.lastIndexOf('\x0110=') + 1, body = seen.indexOf('\x01', seen.indexOf('\x019=') + 1) + 1;
      let sum = 0;
      for (let k = 0; k < trailer; k++) sum = (sum + bytes[k]) & 255;
      return trailer > 0 ? { 9: String(trailer - body), 10: String(sum).padStart(3, '0') } : {};
    });
    const stated = fields.findLast((f) => f.tag === 10)?.value;
    return sums.find((s) => s[10] === stated) ?? sums[0];
  }

  // ---------- state: the hash is the truth ----------
  const state = { verdict: new Set(), group: '', version: '', role: '', q: '', case: '', msg: '' };
  function readHash() {
    const p = new URLSearchParams(location.hash.slice(1));
    state.verdict = new Set((p.get('verdict') ?? '').split(',').filter((v) => VERDICTS.includes(v)));
    for (const k of ['group', 'version', 'role', 'q', 'case', 'msg']) state[k] = p.get(k) ?? '';
    if (['light', 'dark'].includes(p.get('theme'))) setTheme(p.get('theme'));
    if (['on', 'off'].includes(p.get('keys'))) prefer.set('keys', p.get('keys'));
  }
  const encode = (s) => encodeURIComponent(s.toWellFormed()).replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%20', '+');
  function hashFor(s) {
    const parts = [];
    if (s.verdict.size) parts.push('verdict=' + VERDICTS.filter((v) => s.verdict.has(v)).join(','));
    for (const k of ['group', 'version', 'role', 'q', 'case', 'msg']) if (s[k]) parts.push(`${k}=${encode(s[k])}`);
    return '#' + parts.join('&');
  }
  function go(change, push) {
    Object.assign(state, change);
    const to = hashFor(state);
    if (to !== (location.hash || '#')) { try { history[push ? 'pushState' : 'replaceState'](null, '', to); } catch { location.hash = to; } }
    apply();
  }
  let filtered = '';
  function apply() {
    const mark = hashFor({ ...state, case: '', msg: '' });
    if (mark !== filtered) { filtered = mark; syncTools(); drawMatrix(); }
    syncCase();
  }

  // ---------- answer ----------
  const roleText = roles.map((r) => r).join(' and ') || target.role;
  function facts() {
    const d = [];
    const row = (k, ...v) => { const kids = v.flat(Infinity).filter(Boolean); if (kids.length) d.push(h('dt', k), h('dd', kids)); };
    row('Target', targetName, target.vendor && h('span.muted', `, ${target.vendor}`));
    row('Role', roleText, target.address && h('span.muted', `, ${uniq((target.endpoints ?? [target]).map((e) => e.address)).join(', ')}`));
    row('Versions', versions.map(full).join(', '));
    row('Profile', report.profile, report.profileSha256 && [' ', hash12(report.profileSha256)]);
    row('Suite', report.suite && `${report.suite.name} ${report.suite.version}`, report.suite?.sha256 && [' ', hash12(report.suite.sha256)]);
    row('Plan', plan && [plan.name, h('span.muted', `, ${planText(mandatory, 'mandatory')}`)]);
    row('Rulebook', report.pack && [report.pack.title, ' ', hash12(report.pack.sha256)]);
    row('Dictionary', (report.dictionaries ?? []).map((x) => [h('span.nowrap', `${x.name} `, hash12(x.sha256)), ' ']));
    row('Run', `${day(report.startedAt)}, ${report.startedAt.slice(11, 19)} UTC`);
    row('Took', duration(report.durationMs), virtual ? h('span.muted', ` (${duration(virtual)} on the virtual clock)`) : '');
    row('Note', ...runNotes().map((note) => h('div', note)));
    row('Seed', h('span.mono', String(report.seed)));
    row('Tool', `${report.tool.name} ${report.tool.version}`, h('span.muted', `, exit code ${exit}`));
    return h('dl.facts', d);
  }
  const VERDICT_LIST = () => h('div.counts', { role: 'group', 'aria-label': 'Counts by verdict; a press filters the matrix' }, VERDICTS.map((v) => h(`button.v-${v}${counts[v] ? '' : '.zero'}`, { 'data-do': 'only', 'data-v': v }, glyph(v), h('b', counts[v].toLocaleString('en')), tally(v, counts[v]).replace(/^\S+/, ''))));
  const share = () => h('div.share', { role: 'img', 'aria-label': VERDICTS.filter((v) => counts[v]).map((v) => tally(v, counts[v])).join(', ') }, VERDICTS.filter((v) => counts[v]).map((v) => { const i = h(`i.v-${v}`); i.style.setProperty('--n', counts[v]); return i; }));
  function drawTop() {
    const { first: one, rest } = drawFailures();
    return h('div.top',
      h('div', h('section', { 'aria-labelledby': 'answer' }, h('p.eyebrow', [targetName, roleText, versions.map(full).join(', ')].filter(Boolean).join(' · ')),
        h(`h1.v-${outcomeTone}`, { id: 'answer', tabindex: '-1' }, glyph(outcomeTone, true), heading),
        h('p.lede', lede()),
        disagrees && h('p.alert', { role: 'alert' }, 'The summary in this file does not agree with its results. The counts shown were taken from the results.'),
        share(), VERDICT_LIST()), one),
      h('div', facts(), rest));
  }

  // ---------- failures ----------
  /** Failures with one cause are one entry: the first result stands for them. */
  function clusters(list) {
    const map = new Map();
    for (const r of list) { const k = r.cause?.class ?? `${r.case} ${headline(r)}`; map.get(k)?.push(r) ?? map.set(k, [r]); }
    return [...map.values()];
  }
  function drawFailures() {
    const open = results.filter((r) => ['errored', 'inconclusive'].includes(r.verdict));
    const warn = results.filter((r) => r.verdict === 'warning');
    const list = (items, limit = 8) => [
      h('ul.list', items.slice(0, limit).map((c) => { const r = c[0]; return h('li', h(`button.v-${r.verdict}`, { 'data-do': 'open', 'data-key': r.key }, glyph(r.verdict), h('span.id', r.case), h('span.ttl', r.title, r.example ? h('span.muted', `: ${r.example}`) : ''), h('span.sub', `${where(r)}${c.length > 1 ? ` and ${c.length - 1} more` : ''}: ${headline(r)}`))); })),
      items.length > limit && h('p', h('button.linkish', { 'data-do': 'only', 'data-v': items[0][0].verdict }, `and ${plural(items.length - limit, 'more kind', 'more kinds')}: show all in the matrix`))];
    const block = (title, n, items, limit) => items.length ? h('section', { 'aria-label': title }, h('h2.kicker', `${title} (${n})`), list(items, limit)) : null;
    const old = failures.filter(isKnown), fresh = old.length ? failures.filter((r) => !isKnown(r)) : failures;
    const [f, ...others] = clusters(fresh);
    const rest = [f && block('Also failed', fresh.length - f.length, others), block('Failed as in the baseline', old.length, clusters(old)), drawVanished(), block('Not proven', open.length, clusters(open), 4), !failures.length && block('Warnings', warn.length, clusters(warn))];
    if (!f) return { first: null, rest };
    const r = f[0];
    return { rest, first: h('section', { 'aria-label': 'What failed first' }, h('h2.kicker', failures.length > 1 ? 'Failed first' : 'Failed'),
      h(`article.first.v-${r.verdict}`, h('h3', h('span.id', r.case), ` ${r.title}${r.example ? `: ${r.example}` : ''}`), h('p.req', r.requirement ?? r.title),
        h('p.meta', h('span.level', r.level), h('span', where(r)), r.clause && h('span', r.clause), h('span', `${r.feature.replace(/^features\//, '')}:${r.line}`)),
        compare(r), isRegression(r) && h('p', h('b', 'Regression: '), `${WORD[r.was].toLowerCase()} in the baseline.`), r.cause && h('p', h('b', 'Probable cause: '), r.cause.text),
        f.length > 1 && h('p.muted', `The same cause: ${named(f.slice(1))}`),
        r.repeat && command(r.repeat), h('p', h('button.btn', { 'data-do': 'open', 'data-key': r.key }, 'Open case and transcript')))) };
  }
  /** `2.d FIX.4.2 acceptor, 3.b FIX.4.4 initiator and 12 more`. */
  function named(list) {
    const names = uniq(list.map((r) => `${r.case} ${where(r)}`)).slice(0, 6), hidden = list.filter((r) => !names.includes(`${r.case} ${where(r)}`)).length;
    return `${names.join(', ')}${hidden ? ` and ${hidden} more` : ''}`;
  }
  /** Checks of the baseline that the run did not make: no result can show them. */
  function drawVanished() {
    const gone = baseline?.vanished ?? [];
    return gone.length ? h('section', { 'aria-label': 'Vanished' }, h('h2.kicker', `Vanished since the baseline (${gone.length})`), h('ul.list', gone.slice(0, 8).map((c) => h('li', h('span.id', c.case), ` ${c.title}${c.example ? `: ${c.example}` : ''}, ${where(c)}`))), gone.length > 8 && h('p.muted', `and ${gone.length - 8} more: see Evidence`)) : null;
  }
  const command = (text) => h('div.cmd', h('code', text), h('button.btn', { 'data-do': 'copy', 'data-copy': text, 'aria-label': 'Copy the command' }, 'Copy'));
  function compare(r) {
    const d = r.difference, hit = first(d);
    if (!d?.fields?.length || !hit) return h('dl.two', h('dt', 'Expected'), h('dd', (r.expected ?? []).map((e) => h('div', String(e)))), h('dt', 'Actual'), h('dd', r.actual));
    const value = (v, l, none) => v === null || v === undefined ? h('span.lab', none) : [h('span.val', v), l && l !== v ? h('span.lab', ' ' + l) : ''];
    const said = hit.tag === 35 && d.fields.length === 1 ? /^[A-Z]\w+ -?\d+: .+$/s.exec(r.actual)?.[0] : undefined;
    const table = h('table.diff', h('thead', h('tr', ['Tag', 'Field', 'Expected', 'Actual'].map((t) => h('th', { scope: 'col' }, t)))),
      h('tbody', d.fields.map((f) => h(`tr.${f === hit ? 'hit' : f.equal ? 'same' : 'off'}.v-${r.verdict}`, h('td', h('span.val', String(f.tag))), h('td', f.name, f === hit && h('span.tag-first', 'first difference')), h('td', value(f.expected, f.expectedLabel, '')), h('td', value(f.actual, f.actualLabel, f.tag === 35 ? 'nothing received' : 'absent'))))));
    return said ? [table, h('p.muted', said)] : table;
  }

  // ---------- matrix ----------
  const tools = {};
  function drawTools() {
    const select = (k, label, options) => h('select', { 'data-f': k, 'aria-label': label }, h('option', { value: '' }, label), options.map(([v, t]) => h('option', { value: v }, t)));
    tools.q = h('input', { type: 'search', 'data-f': 'q', placeholder: 'Filter by id, title or text', 'aria-label': 'Filter by id, title or text', 'aria-keyshortcuts': '/', autocomplete: 'off', spellcheck: 'false' });
    tools.chips = h('div.chips', { role: 'group', 'aria-label': 'Verdicts shown' }, VERDICTS.filter((v) => counts[v]).map((v) => h(`button.btn.v-${v}`, { 'data-do': 'verdict', 'data-v': v, 'aria-pressed': 'false', 'aria-label': `${WORD[v]}, ${counts[v]}`, title: `${WORD[v]}: ${MEANING[v]}` }, glyph(v), h('span.n', String(counts[v])))));
    tools.group = select('group', 'All groups', groups.map((g) => [g, `${g}  ${titles.get(g) ?? ''}`]));
    tools.version = select('version', 'All versions', versions.map((v) => [v, full(v)]));
    tools.role = select('role', 'Both roles', roles.map((r) => [r, r]));
    tools.clear = h('button.btn', { 'data-do': 'clear', hidden: true }, 'Clear');
    tools.out = h('output', { 'aria-live': 'polite' });
    return h('search.tools', tools.q, tools.chips, tools.group, versions.length > 1 && tools.version, roles.length > 1 && tools.role, tools.clear, tools.out);
  }
  function syncTools() {
    for (const k of ['q', 'group', 'version', 'role']) if (tools[k].value !== state[k]) tools[k].value = state[k];
    for (const b of tools.chips.children) b.setAttribute('aria-pressed', String(state.verdict.has(b.dataset.v)));
    tools.clear.hidden = filtered === '#';
  }
  const haystack = (r) => r.hay ??= [r.case, r.title, r.example, r.requirement, r.actual, r.reason, r.cause?.text, r.cause?.class, r.feature, r.difference && headline(r), r.waiver, r.obligation, r.attempts && 'repeated', isRegression(r) && 'regression', baseline && isKnown(r) && 'known', r.beginString, r.targetRole].filter(Boolean).join(' ').toLowerCase();
  const view = { rows: [], columns: [], cells: 0, list: null };
  function matches(r) {
    if (state.verdict.size && !state.verdict.has(r.verdict)) return false;
    return needles.every((n) => haystack(r).includes(n));
  }
  let needles = [];
  function compute() {
    needles = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    view.columns = columns.filter((c) => (!state.version || c.v === state.version) && (!state.role || c.r === state.role));
    view.rows = []; view.list = null; let n = 0;
    for (const row of rows) {
      if (state.group && row.group !== state.group) continue;
      const hits = new Map();
      for (const c of view.columns) { const all = row.cells.get(c.key); if (!all) continue; const some = all.filter(matches); if (some.length) { hits.set(c.key, some); n += some.length; } }
      if (hits.size) view.rows.push({ row, hits });
    }
    view.cells = n;
  }
  /** All results of the view in reading order: what j and k walk through while a case is open. */
  const sequence = () => view.list ??= view.rows.flatMap((x) => view.columns.flatMap((c) => x.hits.get(c.key) ?? []));
  const CHUNK = 60;
  let watcher, pending = [], table, cursor = { row: 0, col: 0 };
  function drawMatrix() {
    compute();
    watcher?.disconnect();
    const box = $('matrix-box');
    tools.out.value = view.cells === results.length ? plural(results.length, 'result') : `${view.cells.toLocaleString('en')} of ${results.length.toLocaleString('en')}`;
    if (!view.rows.length) { table = null; box.replaceChildren(h('div.empty', h('p', results.length ? 'No case matches these filters.' : 'This run has no results: no scenario matched.'), results.length ? h('p', h('button.linkish', { 'data-do': 'clear' }, 'Clear the filters')) : '')); return; }
    const cols = view.columns, vs = uniq(cols.map((c) => c.v)), splitAt = new Set(vs.map((v) => cols.findIndex((c) => c.v === v)));
    view.split = splitAt;
    table = h('table.matrix', { role: 'grid', 'aria-label': 'Verdict by case, version and role', 'aria-rowcount': String(view.rows.length + 2) },
      h('colgroup', h('col.c-id'), h('col.c-title'), cols.map(() => h('col.c-cell')), h('col.c-note')),
      h('thead', h('tr', h('th.corner', { scope: 'col', rowspan: '2', colspan: '2' }, 'Case'), vs.map((v) => h('th.ver.split', { scope: 'colgroup', colspan: String(cols.filter((c) => c.v === v).length), title: v }, h('span.long', full(v)), h('span.short', short(v)))), h('th.note', { scope: 'col', rowspan: '2' }, 'Finding')),
        h('tr', cols.map((c, i) => h(`th.rol${splitAt.has(i) ? '.split' : ''}`, { scope: 'col', title: `the target is ${c.r}` }, h('span.long', c.r), h('span.short', c.r.slice(0, 3)))))));
    pending = [];
    let at = 0;
    for (const g of uniq(view.rows.map((x) => x.row.group))) {
      const mine = view.rows.filter((x) => x.row.group === g);
      const sums = VERDICTS.map((v) => [v, mine.reduce((n, x) => n + [...x.hits.values()].flat().filter((r) => r.verdict === v).length, 0)]).filter(([, n]) => n);
      table.append(h('tbody', h('tr.group', h('th', { colspan: String(cols.length + 3), scope: 'rowgroup' }, h('span.id', g), titles.get(g) ?? '', h('span.tally', sums.map(([v, n]) => tally(v, n)).join(', '))))));
      for (let i = 0; i < mine.length; i += CHUNK) {
        const part = mine.slice(i, i + CHUNK), body = h('tbody');
        body.chunk = { part, at };
        if (at < CHUNK) fill(body);
        else { const td = h('td', { colspan: String(cols.length + 3) }); td.style.setProperty('--n', part.length); body.append(h('tr.ph', td)); pending.push(body); }
        table.append(body); at += part.length;
      }
    }
    box.replaceChildren(); // measured while empty: a layout of the whole table would be paid twice
    fit();
    box.append(table);
    if (cursor.row >= view.rows.length) cursor = { row: 0, col: 0 };
    rove();
    if (!pending.length) return;
    watcher = new IntersectionObserver((seen) => { for (const e of seen) if (e.isIntersecting) fill(e.target); }, { rootMargin: '1200px' });
    for (const b of pending) watcher.observe(b);
    if (view.rows.length * cols.length <= 12000) idle();
  }
  const later = window.requestIdleCallback ?? ((f) => setTimeout(() => f({ timeRemaining: () => 8 }), 60));
  function idle() { const of = table; later((t) => { while (of === table && pending.length && t.timeRemaining() > 6) fill(pending[0]); if (of === table && pending.length) idle(); }); }
  function fill(body) {
    if (!body.chunk) return;
    const { part, at } = body.chunk; body.chunk = null;
    watcher?.unobserve(body); pending = pending.filter((b) => b !== body);
    body.replaceChildren(...part.map((x, i) => drawRow(x, at + i)));
    rove();
  }
  function drawRow({ row, hits }, index) {
    // What does not concern a column is no finding, unless nothing else is to be said of the row.
    const shownResults = [...hits.values()].flat(), said = shownResults.filter((r) => r.verdict !== 'passed' && r.verdict !== 'notApplicable');
    const note = said.length ? worst(said) : shownResults.every((r) => r.verdict === 'notApplicable') ? shownResults[0] : null;
    const tr = h('tr.case', { 'aria-rowindex': String(index + 3) },
      h('th', { scope: 'row', title: row.title }, h('span.id', row.id), h('span.t', row.title)),
      h('td.title', { title: row.title }, row.title, row.level !== 'must' && h('span.lvl', row.level)));
    view.columns.forEach((c, i) => {
      const all = row.cells.get(c.key), hit = hits.get(c.key);
      const td = h(`td.c${view.split.has(i) ? '.split' : ''}`);
      if (!all) td.append(h('span.none', { 'aria-hidden': 'true' }, '·'), h('span.sr', 'not run'));
      else {
        const r = worst(hit ?? all);
        td.append(h(`button.cell.v-${r.verdict}${hit ? '' : '.faint'}`, { tabindex: '-1', 'data-do': 'open', 'data-key': r.key, 'data-row': index, 'data-col': i, 'aria-label': `${row.id}, ${full(c.v)} ${c.r}: ${WORD[r.verdict].toLowerCase()}${all.length > 1 ? `, worst of ${all.length}` : ''}` }, glyph(r.verdict), all.length > 1 && h('span.n', { 'aria-hidden': 'true' }, `×${all.length}`)));
      }
      tr.append(td);
    });
    const text = note && headline(note);
    tr.append(h('td.note', note ? { title: `${where(note)}: ${text}` } : null, note && `${where(note)}: ${text}`));
    return tr;
  }
  const cellAt = (row, col) => table?.querySelector(`.cell[data-row="${row}"][data-col="${col}"]`);
  function rove() {
    if (!table) return;
    table.querySelector('.cell[tabindex="0"]')?.setAttribute('tabindex', '-1');
    (cellAt(cursor.row, cursor.col) ?? table.querySelector('.cell'))?.setAttribute('tabindex', '0');
  }
  function show(index) { const body = pending.find((b) => b.chunk && index >= b.chunk.at && index < b.chunk.at + b.chunk.part.length); if (body) fill(body); }
  function move(dr, dc) {
    if (!table) return;
    const here = document.activeElement?.closest?.('.cell');
    let { row, col } = cursor;
    if (here || dc) { row += dr; col += dc; } else if (!cellAt(row, col)) { row = 0; col = 0; }
    row = Math.max(0, Math.min(view.rows.length - 1, row)); col = Math.max(0, Math.min(view.columns.length - 1, col));
    show(row);
    const step = dc || 1;
    let c = col, el = cellAt(row, c);
    for (let k = 1; !el && k <= view.columns.length; k++) { c = col + (dc ? step * k : k % 2 ? (k + 1) / 2 : -k / 2); el = cellAt(row, c); }
    if (!el) for (c = 0; c < view.columns.length && !el; c++) el = cellAt(row, c);
    if (el) focusCell(el, dc ? undefined : col);
  }
  function focusCell(el, col) { cursor = { row: +el.dataset.row, col: col ?? +el.dataset.col }; rove(); el.focus({ preventScroll: true }); el.scrollIntoView({ block: 'nearest', inline: 'nearest' }); }
  function nextFailure() {
    const from = view.rows.findIndex((x, i) => i > cursor.row && [...x.hits.values()].flat().some((r) => r.verdict === 'failed'));
    const at = from >= 0 ? from : view.rows.findIndex((x) => [...x.hits.values()].flat().some((r) => r.verdict === 'failed'));
    if (at < 0) return say('No failure in this view');
    show(at);
    focusCell(cellAt(at, view.columns.findIndex((c) => (view.rows[at].hits.get(c.key) ?? []).some((r) => r.verdict === 'failed'))));
  }
  function fit() {
    const box = $('matrix-box');
    box.classList.remove('on', 'dense');
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize), n = view.columns.length;
    const cell = () => parseFloat(getComputedStyle(box).getPropertyValue('--cell')) * rem;
    // Room for id, title and finding beside the cells; the narrow layouts have no finding.
    const roomy = innerWidth < 44 * 16 ? 108 : innerWidth < 64 * 16 ? 20 * rem : 44 * rem;
    box.classList.toggle('dense', n * cell() + roomy > box.clientWidth);
    const wide = n * cell() + (innerWidth < 44 * 16 ? 108 : 18 * rem) > box.clientWidth;
    box.classList.toggle('on', wide);
    if (wide) box.setAttribute('tabindex', '0'); else box.removeAttribute('tabindex');
  }
  const legend = () => h('details.legend', h('summary', 'How to read the verdicts'), h('dl', VERDICTS.map((v) => [h('dt', glyph(v), h('b', WORD[v])), h('dd', MEANING[v])])), h('p.muted', 'A cell that stands for several examples of one case shows the worst of them and how many there are (×4). A dot: not part of this run.'));

  // ---------- case ----------
  let opener = null, current = null;
  function syncCase() {
    const dialog = $('case'), r = byKey.get(state.case);
    if (!r) { if (dialog.open) dialog.close(); if (state.case) { say(`No result ${state.case} in this report`); state.case = ''; } return; }
    if (current === r && dialog.open) return;
    current = r;
    if (!dialog.open) { opener = document.activeElement; dialog.replaceChildren(); }
    dialog.replaceChildren(...drawCase(r));
    if (!dialog.open) dialog.showModal();
    $('case-title').focus({ preventScroll: true });
    if (state.msg) { const li = dialog.querySelector(`.wire li[data-i="${Number(state.msg) - 1}"]`); if (li) { expand(li, true); li.scrollIntoView({ block: 'center' }); } }
  }
  function stepCase(by) {
    const list = sequence(), at = list.indexOf(current);
    const to = list[at < 0 ? 0 : at + by];
    if (to) go({ case: to.key, msg: '' }); else say(by > 0 ? 'Last result' : 'First result');
  }
  function drawCase(r) {
    const list = sequence(), at = list.indexOf(r), siblings = rowOf.get(r.case).cells.get(`${r.beginString}~${r.targetRole}`);
    const w = waiverOf(r), plain = ['passed', 'notApplicable'].includes(r.verdict), hit = first(r.difference);
    const head = h(`div.sheethead.v-${r.verdict}`, glyph(r.verdict), h('h2', { id: 'case-title', tabindex: '-1' }, h('span.id', r.case), r.title, h('small', h('b', WORD[r.verdict]), ` · ${where(r)}${r.example ? ` · ${r.example}` : ''} · ${duration(r.durationMs)}${r.virtualMs > r.durationMs * 2 ? `, ${duration(r.virtualMs)} virtual` : ''}`)),
      h('span.muted.opt.nowrap', at < 0 ? '' : `${at + 1} of ${list.length}`), h('button.btn', { 'data-do': 'prev', disabled: at <= 0, 'aria-label': 'Previous result', title: 'k' }, '↑'), h('button.btn', { 'data-do': 'next', disabled: at < 0 || at === list.length - 1, 'aria-label': 'Next result', title: 'j' }, '↓'),
      h('button.btn.opt', { 'data-do': 'link' }, 'Copy link'), h('button.btn', { 'data-do': 'close', title: 'Esc' }, 'Close'));
    const box = (title, ...kids) => h('div.box', h('h3', title), kids);
    const left = [], right = [];
    if (!plain || r.difference) left.push(h('div.box', h(`p.verdictline.v-${r.verdict}`, h('b', hit ? `${hit.name}(${hit.tag})` : WORD[r.verdict]), hit ? `: expected ${shown(hit.expected, hit.expectedLabel)}, got ${shown(hit.actual, hit.actualLabel)}` : `: ${r.reason ?? r.actual}`, r.difference?.note && h('span.muted', ` ${r.difference.note}`)), compare(r)));
    else left.push(h('div.box', r.reason && h(`p.verdictline.v-${r.verdict}`, h('b', WORD[r.verdict]), `: ${r.reason}`), compare(r)));
    if (r.taken?.length) left.push(box(r.taken.length > 1 ? 'Alternatives taken' : 'Alternative taken', r.taken.map((t) => h('p', t))));
    if (r.cause) right.push(box('Probable cause', h('p', r.cause.text), r.cause.seenIn?.length && h('p.meta', `Seen in ${r.cause.seenIn.join(', ')}`)));
    if (r.was && r.was !== r.verdict) right.push(box('Baseline', h('p', `${WORD[r.was]} in the baseline${isRegression(r) ? ': a regression' : ''}.`)));
    if (r.attempts?.length) right.push(box('Earlier attempts', dl(r.attempts.map((a) => [`Attempt ${a.number}`, [h('span', `${WORD[a.verdict]}: ${a.actual}`), h('div.muted', `${a.startedAt.slice(0, 19).replace('T', ' ')} UTC`)]]))));
    if (w?.quirk) right.push(box(`Quirk of the venue ${w.id}`, dl([['The venue', w.reason], ['Source', w.source], ['Accepted', w.expect], ['Known by', w.owner]])));
    else if (w) right.push(box(`Waiver ${w.id}`, dl([['Reason', w.reason], ['Accepted', w.expect], ['Scenarios', w.scenario], ['Owner', w.owner], ['Approved by', w.approvedBy], ['Ticket', w.issue], ['Expires', w.until]])));
    if (r.repeat) right.push(box('Repeat', command(r.repeat)));
    const entries = r.transcript ?? [];
    return [head, h('div.scroll', { 'data-key': r.key },
      h('p.req', r.requirement ?? r.title),
      h('p.meta', h('span.level', r.level), r.obligation && h('span', `${r.obligation} by the plan`), report.pack?.venueIds?.[r.case] && h('span', `${report.pack.venueIds[r.case]} of the venue`), r.clause && h('span', r.clause), h('span', r.line > 0 ? `${r.feature}:${r.line}` : r.feature), r.needs && h('span', `needs ${r.needs.join(', ')}`)),
      siblings.length > 1 && h('div.tabs', { role: 'group', 'aria-label': 'Examples of this case' }, siblings.map((s, i) => h(`button.btn.v-${s.verdict}`, { 'data-do': 'open', 'data-key': s.key, 'aria-pressed': String(s === r) }, glyph(s.verdict), s.example ?? `Result ${i + 1}`))),
      h('div.find', h('div', left), right.length ? h('div', right) : null),
      (r.steps?.length || entries.length) > 0 && h('div.run', r.steps?.length ? h('div', h('div.th', h('h3', 'Scenario')), drawSteps(r)) : null,
        entries.length ? h('div', h('div.th', h('h3', `Transcript, ${plural(entries.length, 'entry', 'entries')}`), h('button.btn', { 'data-do': 'expand' }, 'Expand all'), h('button.btn', { 'data-do': 'copylog' }, 'Copy raw log')), drawWire(r)) : h('p.muted', 'No message was exchanged.')))];
  }
  function drawSteps(r) {
    const level = (text, lv) => { if (!lv) return text; const i = text.indexOf(` ${lv} `); return i < 0 ? text : [text.slice(0, i + 1), h('span.lv', lv), text.slice(i + lv.length + 1)]; };
    return h('ol.steps', r.steps.map((s, i) => {
      const [a, b] = s.transcript ?? [0, 0], text = [h('span.kw', `${s.keyword} `), level(s.text, s.level)];
      return h(`li.s-${s.status}${s.status !== 'passed' && s.status !== 'skipped' ? `.v-${s.status === 'failed' ? r.verdict : s.status}` : ''}`, h('span.sr', `${s.status}: `),
        b > a ? h('button.go', { 'data-do': 'step', 'data-a': a, 'data-b': b, title: 'Show its messages' }, text) : h('span', text),
        s.table && h(`table${s.table[0]?.length > 2 ? '.many' : ''}`, h('tbody', s.table.map((row) => h('tr', row.map((c) => h('td', c)))))), s.note && h('div.detail', s.note));
    }));
  }
  function drawWire(r) {
    const w = words(r.beginString), us = report.identity?.senderCompID ?? 'tester', them = report.identity?.targetCompID ?? 'target';
    const items = [];
    let before = null;
    r.transcript.forEach((e, i) => {
      const v = e.virtualMs ?? null;
      if (before !== null && v !== null && v - before >= 1000) items.push(h('li.pause', { 'aria-label': `${duration(v - before)} pass` }, h('span', `${duration(v - before)}`)));
      before = v;
      const event = e.direction === 'event', garbled = !event && e.event, name = event ? e.event ?? 'event' : garbled || w.message(e.msgType);
      const kv = [];
      if (!event && !garbled && e.raw) {
        const body = decode(e.raw, r.beginString).filter((f) => f.depth === 0 && f.name && !HEADER.has(f.tag) && !TRAILER.has(f.tag));
        const story = STORY[e.msgType]?.map((tag) => body.find((f) => f.tag === tag)).filter(Boolean) ?? body.slice(0, 4);
        for (const f of story) kv.push(h('span.kv', h('i', `${f.name} `), f.label ?? f.value));
        if (/\|43=Y\|/.test(e.raw)) kv.unshift(h('span.chip', 'PossDup'));
      }
      const row = [h('span.no', String(i + 1)), h('time', { datetime: e.at, title: e.at }, clock(e.at)), h('span.vt', v === null ? '' : `+${(v / 1000).toFixed(3)}`),
        h(`span.arrow.${e.direction}`, h('b', name)),
        h('span.what', h('span.nm', event ? name : `${e.direction === 'out' ? '→' : '←'} ${name}`), h('span.sr', event ? '' : e.direction === 'out' ? 'tester to target, ' : 'target to tester, '), event || garbled ? e.text : h('span.seq', String(e.msgSeqNum ?? '')), kv, e.note && h('span.chip', e.note), e.fault && h('span.why', faultText(r)))];
      items.push(h(`li${e.fault ? `.fault.v-${r.verdict}` : ''}`, { 'data-i': String(i) }, e.raw ? h('button.entry', { 'data-do': 'entry', 'aria-expanded': 'false' }, row) : h('div.entry', row)));
    });
    return h('div.wire', h('div.wirehead', { 'aria-hidden': 'true' }, h('span'), h('span', 'Wall, UTC'), h('span', 'Virtual, s'), h('span.lanes', h('span', us), h('span', them)), h('span.what', '\u2002MsgSeqNum and fields')), h('ol', items));
  }
  const faultText = (r) => r.difference ? headline(r) : r.verdict === 'errored' ? 'fault of the harness' : 'here the scenario could not go on';
  function expand(li, open) {
    const button = li.querySelector('button.entry');
    if (!button) return;
    const old = li.querySelector('.dec'), want = open ?? !old;
    button.setAttribute('aria-expanded', String(want));
    if (!want) return old?.remove();
    if (old) return;
    const e = current.transcript[Number(li.dataset.i)], sums = integrity(e.raw), hits = new Set(e.fault ? (current.difference?.fields ?? []).filter((f) => !f.equal).map((f) => f.tag) : []);
    const body = h('tbody');
    let section = '';
    for (const f of decode(e.raw, current.beginString)) {
      const s = f.depth || f.instance ? section : TRAILER.has(f.tag) ? 'Trailer' : HEADER.has(f.tag) && section !== 'Body' ? 'Header' : 'Body';
      if (s !== section) { section = s; body.append(h('tr.sec', h('th', { colspan: '4' }, s))); }
      if (f.instance) { body.append(h(`tr.inst.in${f.depth + 1}`, h('td'), h('td', { colspan: '3' }, `${f.of}[${f.instance}]`))); continue; }
      const wrong = sums[f.tag] !== undefined && sums[f.tag] !== f.value;
      body.append(h(`tr${f.depth ? `.in${f.depth + 1}` : ''}${hits.has(f.tag) ? `.hit.v-${current.verdict}` : ''}`, h('td', String(f.tag)), h('td', f.name), h('td', f.value), h('td', f.label ?? '', wrong && h('span.bad', `does not match: computed ${sums[f.tag]}`), sums[f.tag] === f.value && 'matches')));
    }
    const raw = h('pre.raw', { tabindex: '0', 'aria-label': 'Raw message' });
    for (const f of split(e.raw)) raw.append(hits.has(f.tag) ? h('mark', `${f.tag}=${f.value}`) : `${f.tag}=${f.value}`, h('s', '|'));
    li.append(h('div.dec', h('table', { 'aria-label': 'Decoded fields' }, body), h('div.rawrow', raw, h('button.btn', { 'data-do': 'copy', 'data-copy': e.raw }, 'Copy'), h('button.btn', { 'data-do': 'copy', 'data-copy': e.raw.replaceAll('|', '\x01'), title: 'with SOH (0x01) between the fields' }, 'Copy SOH'))));
  }

  // ---------- evidence ----------
  const open = () => { const map = new Map(); for (const r of results) if (['notApplicable', 'inconclusive', 'errored'].includes(r.verdict)) { const k = `${r.verdict}\n${r.reason ?? r.actual}`; map.get(k)?.push(r) ?? map.set(k, [r]); } return [...map.values()].sort((a, b) => VERDICTS.indexOf(a[0].verdict) - VERDICTS.indexOf(b[0].verdict)); };
  const compact = (list) => [...list.reduce((m, r) => m.set(r.case, [...(m.get(r.case) ?? []), where(r)]), new Map())].map(([id, w]) => `${id} (${w.length > 6 ? plural(w.length, 'result') : w.join(', ')})`).slice(0, 12).join('; ');
  const dl = (rows) => h('dl.dl', rows.filter(([, v]) => v !== undefined && v !== null && v !== '' && !(Array.isArray(v) && !v.length)).map(([k, v]) => [h('dt', k), h('dd', v)]));
  const sums = (v) => v && h('span.hash', v);
  const part = {
    identity: () => dl([['Firm', report.identity?.firm], ['Contact', report.identity?.contact], ['Application', targetName], ['Engine', target.engine], ['Interface', report.identity?.interface], ['Environment', target.environment], ['Roles', roleText], ['Addresses', (target.endpoints ?? [target]).map((e) => `${e.role} ${e.address}`).join(', ')], ['CompIDs', report.identity?.targetCompID && `${report.identity.targetCompID} (target), ${report.identity.senderCompID} (tester)`], ['Versions', versions.join(', ')], ['Script', report.identity?.script], ['Attempt', report.identity?.attempt]]),
    run: () => dl([['Tool', `${report.tool.name} ${report.tool.version}`], ['Suite', report.suite && `${report.suite.name} ${report.suite.version}, ${plural(report.suite.cases, 'case')}${report.suite.tags ? `, ${report.suite.tags}` : ''}`], ['Profile', report.profile], ['Capabilities', (report.capabilities ?? []).join(', ')], ['Started', report.startedAt], ['Duration', `${duration(report.durationMs)}${virtual ? `, ${duration(virtual)} on the virtual clock` : ''}`], ['Seed', String(report.seed)], ['Exit code', `${exit} (${outcomeWord})`], ['Command', report.command && h('code', report.command)], ...Object.entries(report.environment ?? {}).map(([k, v]) => [k.length < 3 ? k.toUpperCase() : k[0].toUpperCase() + k.slice(1), String(v)])]),
    hashes: () => dl([['Report', [h('span.hash', { 'data-sha': '' }, 'not computed'), h('div.muted', 'of the compact form of report.json; the console of the run prints the same')]], ['Journal', report.journal && [sums(report.journal.sha256), h('div.muted', `${report.journal.file}, ${plural(report.journal.entries, 'entry', 'entries')}`)]], ['Suite', sums(report.suite?.sha256)], ['Profile', sums(report.profileSha256)], ['Plan', plan && sums(plan.sha256)], ['Pack', report.pack && sums(report.pack.sha256)], ...(report.attempts ?? []).map((a) => [`Attempt ${a.number}`, [sums(a.sha256), h('div.muted', `${a.file}, ${a.startedAt}`)]]), ...(report.dictionaries ?? []).map((d) => [d.name, sums(d.sha256)])]),
    waivers: () => report.waivers?.length ? h('div.tablebox', h('table.grid', h('thead', h('tr', ['Waiver', 'Case and deviation', 'Reason', 'Owner, approval', 'Expires', 'State'].map((t) => h('th', { scope: 'col' }, t)))), h('tbody', report.waivers.map((w) => { const used = results.filter((r) => r.waiver === w.id).length; return h('tr', h('td.nowrap', h('span.id', w.id), h('div.muted', w.issue)), h('td', h('span.id', w.case), ` ${(w.when?.beginString ?? []).map(full).join(', ')}`, h('div.muted', w.expect), w.scenario && h('div.muted', `scenarios: ${w.scenario}`)), h('td', w.reason, h('div.muted', w.source)), h('td', w.owner, h('div.muted', w.approvedBy)), h('td.nowrap', w.quirk ? 'never' : w.until), h('td', w.quirk ? `quirk of the venue, ${used ? `seen ${plural(used, 'time')}` : 'not seen'}` : w.expired ? 'expired: renew it or repair the case' : w.stale ? 'stale: the case passes, remove it' : w.otherOutcome ? 'another outcome: the case fails otherwise' : `used ${plural(used, 'time')}`)); })))) : h('p.muted', 'None.'),
    baseline: () => {
      const rows = [['Regression', worse.map((r) => ({ ...r, before: { verdict: r.was }, now: { verdict: r.verdict, finding: headline(r) } }))], ['Vanished', baseline.vanished], ['Repaired', baseline.repaired]].flatMap(([kind, list]) => list.map((c) => h('tr', h('td.nowrap', kind), h('td', h('span.id', c.case), ` ${c.title}${c.example ? `: ${c.example}` : ''}`), h('td.nowrap', where(c)), h('td', [c.before, c.now].filter(Boolean).map((x) => WORD[x.verdict].toLowerCase()).join(' → ')), h('td', c.now?.finding ?? ''))));
      return h('div', dl([['Report', `${baseline.file}, ${baseline.startedAt}`], ['Its hash', sums(baseline.sha256)], ['Changes', `${plural(regressions, 'regression')}, ${baseline.repaired.length} repaired, ${known.length} known, ${baseline.changed} with another finding, ${baseline.added} new`]]),
        rows.length ? h('div.tablebox', h('table.grid', h('thead', h('tr', ['Change', 'Case', 'Version, role', 'Verdict', 'Finding'].map((t) => h('th', { scope: 'col' }, t)))), h('tbody', rows.slice(0, 500)))) : '');
    },
    plan: () => {
      const left = Object.entries(plan.notApplicable.reduce((m, { case: id, reason }) => { (m[reason] ??= []).push(id); return m; }, Object.create(null)));
      return h('div', dl([['Plan', `${plan.name}, ${plan.file}`], ['Mandatory', `${planText(mandatory, 'mandatory')}${plan.narrowed ? '; only some of it was asked for' : ''}`], ['Optional', planText(optional, 'optional')], ['Open', !plan.narrowed && mandatory.openCases.join(', ')]].map(([k, v]) => [k, v || undefined])),
        left.length ? h('div.tablebox', h('table.grid', h('thead', h('tr', ['Not applicable by the plan', 'Cases'].map((t) => h('th', { scope: 'col' }, t)))), h('tbody', left.map(([reason, ids]) => h('tr', h('td', reason), h('td', `${ids.join(', ')}`)))))) : '');
    },
    pack: () => dl([['Pack', `${report.pack.name}: ${report.pack.title}`], ...report.pack.rulebooks.map((b, i) => [i ? '' : 'Rulebooks', [h('div', [b.title, b.version].filter(Boolean).join(', ')), b.url && h('div.muted', b.url)]])]),
    open: () => open().length ? h('div.tablebox', h('table.grid', h('thead', h('tr', ['Verdict', 'Reason', 'Cases'].map((t) => h('th', { scope: 'col' }, t)))), h('tbody', open().map((list) => h('tr', h('td.nowrap', glyph(list[0].verdict), ` ${WORD[list[0].verdict]}`), h('td', list[0].reason ?? list[0].actual), h('td', compact(list))))))) : h('p.muted', 'Everything selected was exercised.'),
    sign: () => h('div.sign', ['Tester', 'Target owner', 'Certification desk'].map((who) => h('div', `${who}: name, date, signature`))),
    validity: () => h('p.muted', `This report describes ${targetName} as tested on ${day(report.startedAt)}. Repeat the run after a change of the application, its engine, its configuration or the interface version.`),
  };
  function drawEvidence() {
    return h('section.section', { 'aria-labelledby': 'evidence' }, h('h2', { id: 'evidence', tabindex: '-1' }, 'Evidence'),
      h('div.ev', h('div', h('h3', 'Identity'), part.identity()), h('div', h('h3', 'Run and environment'), part.run()),
        h('div.wide', h('h3', 'Hashes (SHA-256)'), part.hashes()), plan && h('div.wide', h('h3', 'Plan'), part.plan()), report.pack && h('div.wide', h('h3', 'Rulebook'), part.pack()), h('div.wide', h('h3', 'Waivers and quirks'), part.waivers()), baseline && h('div.wide', h('h3', 'Baseline'), part.baseline()), h('div.wide', h('h3', 'Not proven and not applicable'), part.open()), h('div.wide', h('h3', 'Sign-off'), part.validity(), part.sign())));
  }
  /** The hash is computed here, from the data that is shown, and not before it is looked at: it cannot be a copy of what somebody typed. */
  async function fingerprint() {
    if (fingerprint.value || !globalThis.crypto?.subtle) return;
    const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(JSON.parse(source))));
    fingerprint.value = [...new Uint8Array(sum)].map((b) => b.toString(16).padStart(2, '0')).join('');
    for (const el of document.querySelectorAll('[data-sha]')) el.textContent = fingerprint.value;
  }

  // ---------- print ----------
  let annex = 'none', pageRule = false;
  function buildPrint() {
    if (!pageRule) { // running head: static text that only the data knows, so it is put into the style sheet here
      const sheet = document.styleSheets[0], text = (s) => `"${String(s).replace(/["\\\n]/g, ' ')}"`;
      try { sheet.insertRule(`@page { @top-left { content: ${text(`FIX conformance test report: ${targetName}`)}; font: 8pt sans-serif; color: #444; } @top-right { content: ${text(`${report.startedAt.slice(0, 10)} · seed ${report.seed}`)}; font: 8pt sans-serif; color: #444; } @bottom-left { content: ${text(`${report.tool.name} ${report.tool.version} · ${fingerprint.value ? `report ${fingerprint.value.slice(0, 16)}` : report.profile}`)}; font: 8pt sans-serif; color: #444; } }`, sheet.cssRules.length); } catch { /* a browser without margin boxes prints its own */ }
      pageRule = true;
    }
    const bad = results.filter((r) => ['failed', 'warning', 'waived'].includes(r.verdict)).sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));
    const wire = results.filter((r) => r.transcript?.length && (annex === 'all' || (annex === 'failed' && r.verdict !== 'passed')));
    const saved = { ...state };
    Object.assign(state, { verdict: new Set(), group: '', version: '', role: '', q: '' }); compute();
    const cols = view.columns, vs = uniq(cols.map((c) => c.v)); view.split = new Set(vs.map((v) => cols.findIndex((c) => c.v === v)));
    const tight = cols.length > 8, matrix = h(`table.matrix${tight ? '.tight' : ''}`, h('colgroup', h('col.c-id'), h('col.c-title'), cols.map(() => h('col.c-cell'))), h('thead', h('tr', h('th', { colspan: '2', rowspan: '2' }, 'Case'), vs.map((v) => h('th.ver', { colspan: String(cols.filter((c) => c.v === v).length) }, tight ? short(v) : full(v)))), h('tr', cols.map((c) => h('th.rol', tight ? c.r.slice(0, 3) : c.r)))),
      groups.map((g) => h('tbody', h('tr.group', h('th', { colspan: String(cols.length + 2) }, h('span.id', g), titles.get(g) ?? '')), view.rows.map((x, i) => [x, i]).filter(([x]) => x.row.group === g).map(([x, i]) => { const tr = drawRow(x, i); tr.lastChild.remove(); return tr; }))));
    Object.assign(state, saved); compute(); view.split = new Set(uniq(view.columns.map((c) => c.v)).map((v) => view.columns.findIndex((c) => c.v === v)));
    $('print').replaceChildren(
      h('div', h('p.stamp', h('span', 'FIX conformance test report'), h('span', report.identity?.script ?? report.suite?.name ?? '')),
        h(`h1.v-${outcomeTone}`, glyph(outcomeTone), heading), h('p.lede', lede()), plan && h('p', h('b', 'Plan: '), `${planText(mandatory, 'mandatory')}.`), runNotes().map((note) => h('p', note)),
        h('div.tallyrow', VERDICTS.map((v) => h(`div.v-${v}`, glyph(v), h('b', String(counts[v])), tally(v, counts[v]).replace(/^\S+ /, '')))),
        h('div.cols', h('div', h('h3', 'Identity'), part.identity()), h('div', h('h3', 'Run'), part.run())),
        h('div.block.keep', h('h3', 'Sign-off'), part.validity(), part.sign())),
      bad.length ? h('div.page', h('h2', 'Failures, warnings and waivers'), bad.map((r) => h(`div.case-p.v-${r.verdict}`, h('h3', glyph(r.verdict), ' ', h('span.id', r.case), ` ${r.title}${r.example ? `: ${r.example}` : ''}`), h('p.meta', h('b', WORD[r.verdict]), h('span', where(r)), h('span.level', r.level), h('span', r.clause ?? '')), h('p', r.requirement ?? ''), compare(r), r.difference?.note && h('p.muted', r.difference.note), r.cause && h('p', h('b', 'Probable cause: '), r.cause.text), r.waiver && h('p', h('b', `Waiver ${r.waiver}: `), `${waiverOf(r)?.reason ?? ''} ${waiverOf(r)?.quirk ? `Quirk of the venue${waiverOf(r).source ? `, ${waiverOf(r).source}` : ''}.` : `Expires ${waiverOf(r)?.until ?? ''}.`}`), r.repeat && h('p.cmdp', r.repeat)))) : '',
      h('div.page', h('h2', 'Matrix'), matrix, h('p.block.muted', VERDICTS.map((v) => `${v === 'waived' ? 'V' : WORD[v][0]} ${WORD[v].toLowerCase()}`).join(' · '), ' · a dot: not part of this run')),
      h('div.block', h('h2', 'Not proven and not applicable'), part.open()), plan ? h('div.block', h('h2', 'Plan'), part.plan()) : '', report.pack ? h('div.block', h('h2', 'Rulebook'), part.pack()) : '', h('div.block', h('h2', 'Waivers and quirks'), part.waivers()), baseline ? h('div.block', h('h2', 'Baseline'), part.baseline()) : '', h('div.block.keep', h('h2', 'Hashes (SHA-256)'), part.hashes()),
      wire.length ? h('div.page', h('h2', 'Transcripts'), wire.map((r) => h('div.block', h('h3', glyph(r.verdict), ` ${r.case} ${r.title}${r.example ? `: ${r.example}` : ''}, ${where(r)}`), h('table.tr', h('tbody', r.transcript.map((e, i) => h(`tr${e.fault ? '.fault' : ''}`, h('td', String(i + 1)), h('td.nowrap', clock(e.at)), h('td.nowrap', e.direction === 'event' ? e.event ?? 'event' : `${e.direction === 'out' ? '→' : '←'} ${e.event ?? words(r.beginString).message(e.msgType)}`), h('td', e.raw || e.text || '')))))))) : '');
    if (fingerprint.value) for (const el of $('print').querySelectorAll('[data-sha]')) el.textContent = fingerprint.value;
  }

  // ---------- theme, copy, keys ----------
  function setTheme(t) {
    if (t === 'auto') document.documentElement.removeAttribute('data-theme'); else document.documentElement.dataset.theme = t;
    const b = document.querySelector('[data-do="theme"]'); b.textContent = `Theme: ${t}`; setTheme.now = t;
  }
  async function copy(text, button) {
    try { await navigator.clipboard.writeText(text); } catch {
      const t = h('textarea.sr', { readonly: true }); t.value = text; (button.closest('dialog') ?? document.body).append(t); t.select(); document.execCommand('copy'); t.remove(); button.focus();
    }
    const was = button.textContent; button.textContent = 'Copied'; say('Copied'); setTimeout(() => { button.textContent = was; }, 1200);
  }
  const keysOn = () => prefer.get('keys') !== 'off';
  const KEYS = [['j  k', 'next, previous case'], ['h  l', 'previous, next column (arrows work too)'], ['Enter', 'open the case; open a message'], ['f', 'next failure'], ['/', 'filter'], ['Esc', 'close; leave the filter'], ['?', 'this help']];
  function drawHelp() {
    $('help').replaceChildren(h('h2', 'Keyboard'), h('dl', KEYS.map(([k, t]) => [h('dt', k.split('  ').map((x) => [h('kbd', x), ' '])), h('dd', t)])),
      h('p', h('label', h('input', { type: 'checkbox', 'data-f': 'keys', checked: keysOn() }), ' Single-key shortcuts'), h('button.btn', { 'data-do': 'shut' }, 'Close')));
    $('help').showModal();
  }
  function drawPrinting() {
    $('printing').replaceChildren(h('h2', 'Print'), h('p.muted', 'Summary, failures, matrix and evidence on A4.'), h('dl', h('dt', 'Transcripts'), h('dd', [['none', 'none'], ['failed', 'of all that did not pass'], ['all', 'all']].map(([v, t]) => h('div', h('label', h('input', { type: 'radio', name: 'annex', value: v, checked: annex === v }), ` ${t}`))))), h('p', h('button.btn', { 'data-do': 'shut' }, 'Cancel'), h('button.btn', { 'data-do': 'print' }, 'Print')));
    $('printing').showModal();
  }
  const act = {
    goto: (b) => { const t = $(b.dataset.to); t.scrollIntoView({ block: 'start' }); t.focus({ preventScroll: true }); },
    open: (b) => { if (b.dataset.row !== undefined) { cursor = { row: +b.dataset.row, col: +b.dataset.col }; rove(); } go({ case: b.dataset.key, msg: '' }, !$('case').open); },
    only: (b) => { go({ verdict: new Set([b.dataset.v]) }); act.goto({ dataset: { to: 'matrix' } }); },
    verdict: (b) => { const v = new Set(state.verdict); v.delete(b.dataset.v) || v.add(b.dataset.v); go({ verdict: v }); },
    clear: () => { go({ verdict: new Set(), group: '', version: '', role: '', q: '' }); tools.q.focus(); },
    theme: () => { const t = { auto: 'dark', dark: 'light', light: 'auto' }[setTheme.now]; setTheme(t); prefer.set('theme', t); },
    help: drawHelp, printing: drawPrinting, shut: (b) => b.closest('dialog').close(),
    print: async (b) => { annex = $('printing').querySelector('input:checked').value; await fingerprint(); b.closest('dialog').close(); setTimeout(() => print(), 50); },
    close: () => $('case').close(), prev: () => stepCase(-1), next: () => stepCase(1),
    copy: (b) => copy(b.dataset.copy, b), link: (b) => copy(location.href.split('#')[0] + hashFor({ ...state, verdict: new Set(), group: '', version: '', role: '', q: '' }), b),
    copylog: (b) => copy(current.transcript.map((e) => `${e.at} ${e.direction === 'event' ? `-- ${e.event ?? 'event'} ${e.text ?? ''}` : `${e.direction === 'out' ? '->' : '<-'} ${e.raw}`}`).join('\n') + '\n', b),
    entry: (b) => { const li = b.parentElement; expand(li); const on = b.getAttribute('aria-expanded') === 'true'; state.msg = on ? String(Number(li.dataset.i) + 1) : ''; go({}); },
    expand: (b) => { const on = b.textContent === 'Expand all'; for (const li of $('case').querySelectorAll('.wire li[data-i]')) expand(li, on); b.textContent = on ? 'Collapse all' : 'Expand all'; },
    step: (b) => { const all = [...$('case').querySelectorAll('.wire li[data-i]')], on = all.filter((li) => +li.dataset.i >= +b.dataset.a && +li.dataset.i < +b.dataset.b); const was = on[0]?.classList.contains('hl'); for (const li of all) li.classList.remove('hl'); if (!was) { for (const li of on) li.classList.add('hl'); on[0]?.scrollIntoView({ block: 'nearest' }); } },
  };
  document.addEventListener('click', (e) => { const b = e.target.closest('[data-do]'); if (b && !b.disabled) act[b.dataset.do](b); else if (e.target.matches('dialog[open]')) e.target.close(); });
  document.addEventListener('input', (e) => { const k = e.target.dataset?.f; if (k === 'keys') prefer.set('keys', e.target.checked ? 'on' : 'off'); else if (k) go({ [k]: e.target.value }); });
  document.addEventListener('focusin', (e) => { const c = e.target.closest?.('.cell'); if (c) { cursor = { row: +c.dataset.row, col: +c.dataset.col }; rove(); } });
  document.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const typing = e.target.matches('input, select, textarea'), inCase = $('case').open, other = $('help').open || $('printing').open;
    if (e.key === 'Escape' && typing && !inCase && !other) { if (state.q) go({ q: '' }); else e.target.blur(); e.preventDefault(); return; }
    if (typing || other) return;
    const cell = e.target.closest('.cell');
    const arrows = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[e.key];
    if (cell && arrows && !inCase) { move(...arrows); e.preventDefault(); return; }
    if (!keysOn()) return;
    const keys = inCase ? { j: () => stepCase(1), k: () => stepCase(-1) } : { j: () => move(1, 0), k: () => move(-1, 0), h: () => move(0, -1), l: () => move(0, 1), f: nextFailure, '/': () => { tools.q.focus(); tools.q.select(); }, '?': drawHelp };
    if (keys[e.key]) { keys[e.key](); e.preventDefault(); }
  });
  $('case').addEventListener('close', () => {
    current = null;
    if (state.case) go({ case: '', msg: '' });
    const back = opener?.isConnected && opener !== document.body ? opener : null;
    const cell = cellAt(cursor.row, cursor.col);
    (back?.classList.contains('cell') ? cell ?? back : back ?? cell)?.focus({ preventScroll: !back });
    opener = null;
  });
  addEventListener('hashchange', () => { readHash(); apply(); });
  addEventListener('popstate', () => { readHash(); apply(); });
  let fitting;
  addEventListener('resize', () => { cancelAnimationFrame(fitting); fitting = requestAnimationFrame(fit); });
  addEventListener('beforeprint', buildPrint);

  // ---------- begin ----------
  setTheme(prefer.get('theme') ?? 'auto');
  $('main').replaceChildren(...[drawTop(),
    h('section.section', { 'aria-labelledby': 'matrix' }, h('div.head', h('h2', { id: 'matrix', tabindex: '-1' }, 'Matrix'), h('p.muted', 'Columns: FIX version and role of the target')), drawTools(), h('div.scroller', { id: 'matrix-box' }), legend()),
    drawEvidence(), h('footer.foot', `Written by ${report.tool.name} ${report.tool.version}. Everything shown is in this file; nothing is loaded from elsewhere.`)].filter(Boolean));
  readHash();
  apply();
  document.title = `${heading}: ${targetName}, FIX compliance report`;
  if (results.length <= 1000) later(fingerprint);
  else new IntersectionObserver((seen, o) => { if (seen.some((e) => e.isIntersecting)) { o.disconnect(); fingerprint(); } }).observe(document.querySelector('[data-sha]'));
})();
