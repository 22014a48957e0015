"""What pitch a recording has: its contour around a key, the key of a drum, the period of a sound whose key is not known."""

import numpy as np

from network import HOP, RATE

MAX_CENTS, OFF_CENTS = 120, 50
OWN_SHARE = 2e-3  # of the energy lies at partials that tell a key from its overtones
TONAL_SHARE = 0.35  # a drum has a pitch if this much of its energy lies around one frequency


def pitch_contour(audio: np.ndarray, key: float):
    """Audio [N] to the deviation from the key in cents and a confidence in [0, 1], [N / 128] each.

    The first three harmonics are shifted to zero frequency; the slope of what remains is the deviation.
    """
    hz = 440 * 2 ** ((key - 69) / 12)
    hops = len(audio) // HOP
    width = int(max(0.025 * RATE, 3 * RATE / hz)) // 2 * 2
    cents, weight = np.zeros(hops), np.full(hops, 1e-9)
    turned = np.exp(-2j * np.pi * ((hz / RATE * np.arange(len(audio))) % 1.0))
    shifted = audio
    for h in (1, 2, 3):
        if h * hz > 6000:
            break
        shifted = shifted * turned
        total = np.cumsum(np.concatenate([np.zeros(width // 2), shifted, np.zeros(width // 2)]))
        mean = ((total[width:] - total[:-width]) / width)[: hops * HOP : HOP]
        slope = np.angle(mean[1:] * np.conj(mean[:-1])) / (2 * np.pi * HOP / RATE)
        power = np.abs(mean[1:]) ** 2
        cents[1:] += 1200 * np.log2(np.clip(1 + slope / (h * hz), 0.9, 1.1)) * power
        weight[1:] += power
    smooth = np.convolve(cents / weight, np.ones(5) / 5, "same")
    return np.clip(smooth, -MAX_CENTS, MAX_CENTS), np.minimum(1, np.sqrt(weight) / 0.0024)


def drum_key(audio: np.ndarray) -> int:
    """The key of a drum's strongest partial between 40 and 1400 Hz, or 0 where it does not stand out."""
    power = np.abs(np.fft.rfft(audio[: RATE // 2] * np.hanning(RATE)[RATE // 2 :])) ** 2
    hz = np.fft.rfftfreq(RATE // 2, 1 / RATE)
    inside = (hz > 40) & (hz < 1400)
    peak = hz[np.argmax(np.where(inside, power, 0))]
    near = np.abs(hz - peak) < max(8, 0.03 * peak)
    if power[near].sum() < TONAL_SHARE * power.sum():
        return 0
    return int(round(69 + 12 * np.log2(peak / 440)))


def in_tune(audio: np.ndarray, key: float) -> bool:
    """Whether a sound has the pitch of the key, to OFF_CENTS.

    A strong overtone may hide the period, and a bell has none: then partials of the key are looked for that no tone an
    overtone higher would have.
    """
    off = period_cents(audio, key)
    if abs(off) <= OFF_CENTS:
        return True
    if off < 0:
        return False
    times = 2 ** (np.nan_to_num(off, nan=0) / 1200)
    whole = round(times) if times > 1.5 and abs(1200 * np.log2(times / round(times))) <= OFF_CENTS else 0
    own = [h for h in range(1, 9) if whole == 0 and h == 1 or whole and h % whole]
    part = audio[RATE // 8 : RATE // 8 + RATE // 2]
    power = np.abs(np.fft.rfft(part * np.hanning(len(part)))) ** 2
    ratio = np.fft.rfftfreq(len(part), 1 / RATE) / (440 * 2 ** ((key - 69) / 12))
    near = sum(power[np.abs(ratio - h) < 0.03].sum() for h in own)
    if near < OWN_SHARE * power.sum():
        return False
    cents, confidence = pitch_contour(audio, key)
    trusted = confidence > 0.5
    return bool(trusted.sum() > 20 and abs(np.median(cents[trusted])) <= OFF_CENTS)


def period_cents(audio: np.ndarray, key: float) -> float:
    """How far the pitch of a sound lies from the key, in cents, by its period; NaN where it has none.

    The period is the shortest lag of the autocorrelation that is nearly as good as the best one.
    """
    part = audio[RATE // 8 : RATE // 8 + RATE // 2] * np.hanning(RATE // 2)
    if np.abs(part).max() < 1e-5:
        return np.nan
    own, window = (np.fft.irfft(np.abs(np.fft.rfft(v, RATE)) ** 2)[: RATE // 16] for v in (part, np.hanning(RATE // 2)))
    correlation = own / own[0] / (window / window[0])
    peaks = np.flatnonzero((correlation[1:-1] > correlation[:-2]) & (correlation[1:-1] >= correlation[2:])) + 1
    peaks = peaks[peaks >= 8]
    if not len(peaks) or correlation[peaks].max() < 0.5:
        return np.nan
    lag = int(peaks[np.argmax(correlation[peaks] > 0.93 * correlation[peaks].max())])
    a, b, c = correlation[lag - 1 : lag + 2]
    exact = lag + 0.5 * (a - c) / (a - 2 * b + c)
    return float(1200 * np.log2(RATE / exact / (440 * 2 ** ((key - 69) / 12))))
