import type {
  Answer,
  Api,
  ExceptionReport,
  FeatureName,
  Options,
  ProblemPreview,
  View,
} from '../contract/ipc.ts';

declare global {
  interface Window {
    /** What the preload exposes. */
    readonly candor: Api;
  }
}

/** The main process as the windows use it: a refused call is a bug and throws, except a save, which can fail. */
export interface Main {
  readonly getView: () => Promise<View>;
  readonly saveOptions: (options: Options) => Promise<Answer<View>>;
  readonly openHelp: () => Promise<void>;
  readonly openOptions: () => Promise<void>;
  readonly closeWindow: (which: 'crash' | 'problem') => Promise<void>;
  readonly answerCrash: (answer: {
    id: string;
    send: boolean;
    always: boolean;
  }) => Promise<Answer<undefined>>;
  readonly previewProblem: (text: string) => Promise<ProblemPreview | null>;
  readonly sendProblem: (id: string) => Promise<Answer<boolean>>;
  readonly countFeature: (feature: FeatureName) => Promise<void>;
  readonly reportException: (report: ExceptionReport) => Promise<void>;
  readonly on: Api['on'];
}

async function granted<T>(asked: Promise<Answer<T>>): Promise<T> {
  const answer = await asked;
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}

export function connect(api: Api): Main {
  return {
    getView: () => granted(api.getView(undefined)),
    saveOptions: (options) => api.saveOptions(options),
    openHelp: () => granted(api.openHelp(undefined)),
    openOptions: () => granted(api.openOptions(undefined)),
    closeWindow: (which) => granted(api.closeWindow(which)),
    answerCrash: (answer) => api.answerCrash(answer),
    previewProblem: (text) => granted(api.previewProblem(text)),
    sendProblem: (id) => api.sendProblem(id),
    countFeature: (feature) => granted(api.countFeature(feature)),
    reportException: (report) => granted(api.reportException(report)),
    on: api.on,
  };
}
