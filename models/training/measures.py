"""How alike two sounds are, and what a note is like: numbers for evaluate.py and bank.py. Audio is [N] at 48 kHz, numpy."""

import numpy as np
import torch

import pitch
from network import CODE_HOPS, HOP, RATE, mel_bank, mel_points

STEP = HOP * CODE_HOPS
_MEL = mel_bank(96, 2048).numpy()
_BAND_ENDS_HZ = mel_points(97)[1:-1].numpy()
NEAR_BINS = 5  # between harmonics; nearer ones fill the spectrum


def spectrum(audio: np.ndarray) -> np.ndarray:
    """[1025, frames] magnitudes: STFT 2048, hop 512, Hann."""
    return torch.stft(torch.from_numpy(np.ascontiguousarray(audio, np.float32)), 2048, 512,
                      window=torch.hann_window(2048), return_complex=True).abs().numpy()


def ratio_db(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Magnitudes against those of the reference `b`, each plus 0.001 of its maximum, in dB."""
    floor = 1e-3 * b.max() + 1e-12
    return 20 * (np.log10(a + floor) - np.log10(b + floor))


def _distance_db(a: np.ndarray, b: np.ndarray, frames: np.ndarray) -> float:
    return float(np.sqrt((ratio_db(a, b)[:, frames] ** 2).mean(0)).mean())


def heard(b: np.ndarray) -> np.ndarray:
    """[frames] which frames of a spectrum have more than 1 % of the loudest one's energy."""
    energy = np.sqrt((b**2).sum(0))
    return energy > 0.01 * energy.max()


def log_spectral_distance(audio: np.ndarray, reference: np.ndarray, above_hz: float = 0) -> float:
    """dB: magnitudes plus 0.001 of the reference's maximum, root mean square over bins of 20 log10 of the ratio, mean over
    the frames whose energy is above 1 % of the loudest frame's. `above_hz` looks at a part of the spectrum."""
    a, b = spectrum(audio), spectrum(reference)
    first = int(np.ceil(above_hz * 2048 / RATE))
    return float(np.sqrt((ratio_db(a, b)[first:, heard(b)] ** 2).mean(0)).mean())


def band_distance(audio: np.ndarray, reference: np.ndarray) -> float:
    """The same on 96 mel bands, averaged in power over 4 frames: two takes of one noise are close on this one."""
    bands = []
    for v in (audio, reference):
        power = _MEL @ spectrum(v) ** 2
        power = power[:, : power.shape[1] // 4 * 4].reshape(96, -1, 4).mean(2)
        bands.append(np.sqrt(power))
    return _distance_db(*bands, heard(bands[1]))


def harmonic_bins(hz, count: int = 1025) -> np.ndarray:
    """[count] which bins of `spectrum` hold harmonics of a pitch: all of them where harmonics stand too near to be told
    apart, none without a pitch."""
    if hz is None:
        return np.zeros(count, bool)
    spacing = hz * 2048 / RATE
    if spacing < NEAR_BINS:
        return np.ones(count, bool)
    off = np.arange(count) - np.maximum(1, np.round(np.arange(count) / spacing)) * spacing
    return np.abs(off) <= 1.5


def texture_distance(audio: np.ndarray, reference: np.ndarray, hz=None) -> float:
    """`log_spectral_distance` for sounds with noise in them: harmonics of the pitch bin by bin, the rest as 96 bands averaged
    over 4 frames, each band as wide in the mean over bins as it is in the spectrum."""
    harmonic = harmonic_bins(hz)
    widths = np.diff(np.concatenate([[0], np.searchsorted(np.arange(1025) * RATE / 2048, _BAND_ENDS_HZ), [1025]]))
    member = np.repeat(np.eye(len(widths)), widths, 0) * ~harmonic[:, None]  # [1025, bands]
    mean = member / np.maximum(1, member.sum(0))

    def smoothed(magnitudes):
        frames = magnitudes.shape[1]
        padded = np.pad(magnitudes**2, ((0, 0), (0, -frames % 4)), "edge")
        power = (mean.T @ padded).reshape(len(widths), -1, 4).mean(2)
        rest = np.repeat(member @ np.sqrt(power), 4, 1)[:, :frames]
        return np.where(harmonic[:, None], magnitudes, rest)

    a, b = spectrum(audio), spectrum(reference)
    return _distance_db(smoothed(a), smoothed(b), heard(b))


def level_db(audio: np.ndarray, width: int) -> np.ndarray:
    """RMS level of each block of `width` frames, floor -120."""
    blocks = audio[: len(audio) // width * width].reshape(-1, width)
    return 10 * np.log10((blocks.astype(np.float64) ** 2).mean(1) + 1e-12)


def loudest_db(audio: np.ndarray) -> float:
    """The highest level of 400 ms."""
    power = np.cumsum(np.concatenate([[0], audio.astype(np.float64) ** 2]))
    width = min(int(0.4 * RATE), len(audio))
    return float(10 * np.log10((power[width:] - power[:-width]).max() / width + 1e-12))


def level_error(audio: np.ndarray, reference: np.ndarray) -> float:
    """Mean absolute difference of level in dB over blocks of 32 ms that are less than 40 dB below the loudest."""
    a, b = level_db(audio, STEP), level_db(reference, STEP)
    loud = b > b.max() - 40
    return float(np.abs(a - b)[loud].mean())


def rise_ms(audio: np.ndarray, part: float = 0.1) -> float:
    """When a part of the peak is reached."""
    size = np.abs(audio)
    return float(np.argmax(size > part * size.max())) * 1000 / RATE


def pitch_cents(audio: np.ndarray, key: float) -> float:
    """The median deviation from the key where there is a tone; nan if there is none."""
    cents, confidence = pitch.pitch_contour(audio, key)
    trusted = confidence > 0.5
    return float(np.median(cents[trusted])) if trusted.sum() > 20 else np.nan


def steepness_db(audio: np.ndarray) -> float:
    """The level of the slope against the level."""
    return float(10 * np.log10((np.diff(audio) ** 2).mean() + 1e-15) - 10 * np.log10((audio**2).mean() + 1e-15))


def brightness_db(audio: np.ndarray) -> float:
    """The steepness of the loudest 0.4 s: what velocity and register should change smoothly."""
    width = min(int(0.4 * RATE), len(audio) - 1)
    power = np.cumsum(np.concatenate([[0], audio.astype(np.float64) ** 2]))
    at = int(np.argmax(power[width:] - power[:-width]))
    part = audio[at : at + width]
    return steepness_db(part)


def bands_db(audio: np.ndarray) -> np.ndarray:
    """[96] the mean spectrum on mel bands, in dB."""
    return 10 * np.log10(_MEL @ (spectrum(audio) ** 2).mean(1) + 1e-9)
