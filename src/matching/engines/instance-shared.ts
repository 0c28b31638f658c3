/** An instance whose arrays several threads read at once: nobody copies four million pairs, and nobody writes there. */
import type { Instance } from './instance-types.ts';

/** The same instance with its large arrays in shared memory. */
export function sharedInstance(instance: Instance): Instance {
  return {
    ...instance,
    acceptance: sharedFloats(instance.acceptance),
    slotStart: sharedIntegers(instance.slotStart),
    slotHome: sharedIntegers(instance.slotHome),
    slotOffered: sharedFloats(instance.slotOffered),
    slotWeight: sharedFloats(instance.slotWeight),
    pairStart: sharedIntegers(instance.pairStart),
    pairHome: sharedIntegers(instance.pairHome),
    pairApplicant: sharedIntegers(instance.pairApplicant),
    pairScore: sharedIntegers(instance.pairScore),
    pairWish: sharedIntegers(instance.pairWish),
    pairCell: sharedIntegers(instance.pairCell),
    applicantStart: sharedIntegers(instance.applicantStart),
    applicantPairs: sharedIntegers(instance.applicantPairs),
    tieRank: sharedIntegers(instance.tieRank),
    homeClass: sharedIntegers(instance.homeClass),
  };
}

function sharedIntegers(values: Int32Array): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}

function sharedFloats(values: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
