import { isObject } from '../../found.ts';
import type { Place } from '../../place.ts';

const methodName = /^[A-Za-z][\w.-]{0,63}$/;

/** Method and bits of a `quantization_config`, as one word: `gptq-4bit`, `fp8`, `bitsandbytes-8bit`. Undefined when none is named. */
export function quantizationOfConfig(config: Place): string | undefined {
  if (!isObject(config.value)) return undefined;
  const method = config.at('quant_method').value;
  if (typeof method !== 'string' || !methodName.test(method)) return undefined;
  const bits = bitsOf(config);
  return bits === undefined ? method.toLowerCase() : `${method.toLowerCase()}-${bits}bit`;
}

function bitsOf(config: Place): number | undefined {
  const { value } = config.at('bits');
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= 64) return value;
  if (config.at('load_in_4bit').value === true || config.at('_load_in_4bit').value === true) return 4;
  return config.at('load_in_8bit').value === true || config.at('_load_in_8bit').value === true ? 8 : undefined;
}
