import { describe, expect, it } from 'vitest';
import { columnsFor, toCsv, toJson, toTabs, type FigureData } from './figureData.ts';

const data: FigureData = {
  columns: [
    { key: 'model', label: 'Model', kind: 'text' },
    { key: 'deviceDays', label: 'Device-days', kind: 'count' },
    { key: 'share', label: 'Share', kind: 'share' },
  ],
  rows: [
    ['ThinkPad X1', 1204, 0.75],
    ['Say "hi", \n world', 0, -0.5],
    ['=cmd()', null, null],
  ],
};

describe('a figure’s numbers', () => {
  it('are CSV by RFC 4180, with what is not told left empty', () => {
    expect(toCsv(data)).toBe(
      'model,deviceDays,share\r\nThinkPad X1,1204,0.75\r\n"Say ""hi"", \n world",0,-0.5\r\n\'=cmd(),,\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
    'hold no text that a spreadsheet would compute, such as %j',
    (text) => {
      const one = { columns: data.columns.slice(0, 1), rows: [[text]] };
      expect(toCsv(one).split('\r\n')[1]?.replace(/^"/, '')).toMatch(/^'/);
      expect(toTabs(one).split('\n')[1]).toMatch(/^'/);
    },
  );

  it('are JSON, one object a row, with null for what is not told', () => {
    expect(JSON.parse(toJson(data))).toEqual([
      { model: 'ThinkPad X1', deviceDays: 1204, share: 0.75 },
      { model: 'Say "hi", \n world', deviceDays: 0, share: -0.5 },
      { model: '=cmd()', deviceDays: null, share: null },
    ]);
  });

  it('that are put into words for people are taken along as numbers', () => {
    const both: FigureData = {
      columns: [
        { key: 'measure', label: 'Measure', kind: 'text' },
        { key: 'said', label: '1.0.0', kind: 'text', only: 'shown' },
        { key: 'rate', label: '1.0.0', kind: 'share', only: 'taken' },
      ],
      rows: [['Sign-in', '2.1% of 4,439', 0.021]],
    };
    expect(columnsFor('shown', both).rows).toEqual([['Sign-in', '2.1% of 4,439']]);
    expect(toCsv(columnsFor('taken', both))).toBe('measure,rate\r\nSign-in,0.021\r\n');
  });

  it('are copied as one line a row, whatever a text holds', () => {
    expect(toTabs(data)).toBe(
      'Model\tDevice-days\tShare\nThinkPad X1\t1204\t0.75\nSay "hi",   world\t0\t-0.5\n\'=cmd()\t\t',
    );
  });
});
