import { createVariable, type Value } from '../ui/value.ts';

export interface AudioDevice {
  /** The page's ID for it, the same at each start; `default` for the system's choice. */
  readonly id: string;
  /** The system's name for it; empty while the microphone is not permitted. */
  readonly label: string;
}

export interface DeviceList {
  readonly inputs: readonly AudioDevice[];
  readonly outputs: readonly AudioDevice[];
}

export interface AudioDevices extends Value<DeviceList> {
  readonly stop: () => void;
}

const ofKind = (devices: readonly MediaDeviceInfo[], kind: MediaDeviceKind) =>
  devices
    .filter((device) => device.kind === kind)
    .map(({ deviceId, label }) => ({ id: deviceId, label }));

/** The available microphones and speakers, as they come and go, until it is stopped. */
export function createAudioDevices(): AudioDevices {
  const list = createVariable<DeviceList>({ inputs: [], outputs: [] });
  const { mediaDevices } = navigator;
  const read = async () => {
    const devices = await mediaDevices.enumerateDevices();
    list.set({ inputs: ofKind(devices, 'audioinput'), outputs: ofKind(devices, 'audiooutput') });
  };
  const onChange = () => void read();
  mediaDevices.addEventListener('devicechange', onChange);
  onChange();
  return {
    get: list.get,
    subscribe: list.subscribe,
    stop: () => {
      mediaDevices.removeEventListener('devicechange', onChange);
    },
  };
}
