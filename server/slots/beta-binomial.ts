// How likely it is that more come than there are places, when the share of those who come is itself uncertain.

/** ln Γ(x) for x > 0, to about 1e-13 (Lanczos 1964, g = 7, nine terms). */
export const lnGamma = (x: number): number => {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const z = x - 1;
  const sum = terms.reduce((all, term, index) => all + term / (z + index + 1), 0.9999999999998099);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
};

const lnBeta = (a: number, b: number): number => lnGamma(a) + lnGamma(b) - lnGamma(a + b);
const lnChoose = (n: number, k: number): number => -Math.log(n + 1) - lnBeta(n - k + 1, k + 1);

/**
 * P(more than `places` of `booked` come) when each comes with one share drawn from Beta(α, β): the Beta-binomial's
 * upper tail. With α + β growing it becomes the binomial's.
 */
export const overflowRisk = (booked: number, places: number, alpha: number, beta: number): number => {
  let risk = 0;
  for (let come = places + 1; come <= booked; come += 1) {
    risk += Math.exp(
      lnChoose(booked, come) + lnBeta(come + alpha, booked - come + beta) - lnBeta(alpha, beta),
    );
  }
  return Math.min(1, risk);
};
