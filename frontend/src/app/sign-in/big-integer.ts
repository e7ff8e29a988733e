type Callback = (error: null, result: BigInteger) => void;

/**
 * The whole numbers with which Amplify proves that it knows a password (SRP). `angular.json` puts this file in the place of
 * Amplify's own class, which computes in JavaScript and holds the page up for a tenth of a second and more; the numbers of the
 * browser take a tenth of that. It has what Amplify uses, in the form of Amplify's class.
 */
export class BigInteger {
  static readonly ZERO = new BigInteger(0n);
  static readonly ONE = new BigInteger(1n);
  readonly #value: bigint;

  /**
   * `digits` of base 16 are the only ones that Amplify gives.
   *
   * @throws SyntaxError when they are no number, also when an answer of the service lacks them
   */
  constructor(digits: string | bigint, base = 16) {
    if (base !== 16) throw new RangeError(`Numbers of base ${base} are not read here.`);
    this.#value = typeof digits === 'bigint' ? digits : fromHex(digits);
  }

  add(other: BigInteger): BigInteger {
    return new BigInteger(this.#value + other.#value);
  }

  subtract(other: BigInteger): BigInteger {
    return new BigInteger(this.#value - other.#value);
  }

  multiply(other: BigInteger): BigInteger {
    return new BigInteger(this.#value * other.#value);
  }

  /** Returns the rest of a division, which is never negative. */
  mod(modulus: BigInteger): BigInteger {
    return new BigInteger(rest(this.#value, modulus.#value));
  }

  /** Calls back with this number to the power of `exponent`, modulo `modulus`. */
  modPow(exponent: BigInteger, modulus: BigInteger, callback: Callback): void {
    callback(null, new BigInteger(power(this.#value, exponent.#value, modulus.#value)));
  }

  abs(): BigInteger {
    return this.#value < 0n ? new BigInteger(-this.#value) : this;
  }

  equals(other: BigInteger): boolean {
    return this.#value === other.#value;
  }

  /** Returns a number that is negative, 0 or positive where this number is less than `other`, the same, or greater. */
  compareTo(other: BigInteger): number {
    return this.#value < other.#value ? -1 : Number(this.#value > other.#value);
  }

  toString(base: number): string {
    return this.#value.toString(base);
  }
}

export { BigInteger as default };

const fromHex = (digits: string): bigint => (/^-/.test(digits) ? -fromHex(digits.slice(1)) : BigInt(`0x${digits}`));

function rest(value: bigint, modulus: bigint): bigint {
  const found = value % modulus;
  return found < 0n ? found + modulus : found;
}

/** Squares and multiplies, from the lowest bit of the exponent on. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (exponent < 0n) throw new RangeError('The exponent is negative.');
  let result = rest(1n, modulus);
  let square = rest(base, modulus);
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
