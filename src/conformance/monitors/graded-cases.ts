/** The cases that a log can show: each has a stimulus that is recognised on the wire, and an answer that is judged. */

/** Of the rest a log can not tell: they need a configuration, a clock, a restart, or what no message shows. */
export const GRADED_CASES: ReadonlySet<string> = new Set([
  ...['1B.b', '1B.c', '1B.d', '1B.e', '1S.a', '1S.d', '2S'],
  ...['2.a', '2.b', '2.c', '2.d', '2.e', '2.f', '2.g', '2.h', '2.i', '2.j', '2.k', '2.l', '2.m', '2.n', '2.o', '2.p'],
  ...['2.q', '2.r', '2.s', '2.t', '2.u', '3.a', '3.b', '3.c', '3.d', '3.e', '4.a', '4.b', '5', '6', '7', '8'],
  ...['10.a', '10.b', '10.c', '10.d', '10.e', '11.a', '11.b', '11.c', '12', '13.a', '13.b'],
  ...['14.a', '14.b', '14.c', '14.d', '14.e', '14.f', '14.g', '14.h', '14.i', '14.j', '14.k', '14.m'],
  ...['15', '17.a', '17.b', '20'],
  ...['SD-01', 'SD-02', 'SD-05', 'SD-06', 'SD-07', 'SD-14', 'SD-31', 'SD-33', 'SD-35', 'SD-43', 'SD-44', 'SD-45'],
  ...['SD-46', 'SD-47', 'SD-48', 'SD-49', 'SD-50', 'SD-51', 'SD-53', 'SD-54', 'SD-56', 'SD-67'],
  ...['PX-02', 'PX-03', 'PX-07', 'PX-08', 'PX-09', 'PX-10', 'PX-13', 'PX-18', 'PX-19', 'PX-20', 'PX-21', 'PX-22'],
  ...['PX-23', 'PX-28', 'PX-30', 'PX-31', 'PX-32', 'PX-35', 'PX-36', 'PX-38', 'PX-39', 'PX-40', 'PX-41', 'PX-42'],
  ...['PX-43', 'PX-47'],
  ...Array.from({ length: 22 }, (_, i) => `INV-${i + 1}`),
])
