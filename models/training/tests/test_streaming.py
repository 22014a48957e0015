"""The streaming form against the whole-note form and the training form; what its graph may not contain."""

import os
import re
import subprocess
import sys

import pytest
import torch

import export
import network as net
import products
from export import load
from streaming import StreamingDecoder

HOPS = 40


@pytest.fixture(scope="module")
def decoder():
    torch.manual_seed(3)
    return torch.jit.script(StreamingDecoder(net.Decoder().eval(), "test", 8).eval())


def inputs(notes, hops=HOPS, seed=1):
    g = torch.Generator().manual_seed(seed)
    codes = torch.randn(notes, hops, 16, generator=g) * 0.6
    pitch = 110 * 2 ** (torch.rand(notes, 1, generator=g) * 4).expand(-1, hops).contiguous()
    played = pitch * 2 ** (torch.randn(notes, hops, generator=g) * 0.02)
    return codes, pitch, played, torch.rand(notes, hops * 128, generator=g) * 2 - 1


def stream(decoder, slots, given, chunks, between=lambda: None):
    codes, pitch, played, noise = given
    audio, t = [], 0
    for n in chunks:
        fresh = torch.full((len(slots),), 1 if t == 0 else 0)
        hops = slice(t, t + n)
        audio.append(decoder.step(torch.tensor(slots), fresh, codes[:, hops], pitch[:, hops], played[:, hops],
                                  noise[:, t * 128 : (t + n) * 128]))
        between()
        t += n
    return torch.cat(audio, 1)


@pytest.mark.parametrize("chunks", [[1] * HOPS, [2] * 20, [HOPS], [1, 2, 3, 5, 7, 11, 11]])
def test_streams_what_it_renders_whole(decoder, chunks):
    given = inputs(3)
    decoder.allocate(8)
    with torch.no_grad():
        whole = decoder.notes(*given)
        assert whole.abs().max() > 1e-3
        assert (stream(decoder, [5, 0, 3], given, chunks) - whole).abs().max() < 1e-5


def test_packed_products_are_the_plain_ones():
    """On a GPU, and where there is no XNNPACK, they are plain."""
    if not products.HAS_PACKED:
        pytest.skip("this PyTorch has no XNNPACK")
    torch.manual_seed(3)
    one = StreamingDecoder(net.Decoder().eval(), "test", 8)
    given = inputs(3)
    with torch.no_grad():
        one.allocate(8)
        assert isinstance(one.live.products, products.PackedProducts)
        assert isinstance(one.sound.tables.waves, products.PackedGroupedProduct)
        packed = stream(one, [5, 0, 3], given, [1] * HOPS)
        one.live.products, one.sound.filter.products = products.PlainProducts(), products.PlainProducts()
        one.sound.tables.waves = products.PlainGroupedProduct()
        one.allocate(8)
        plain = stream(one, [5, 0, 3], given, [1] * HOPS)
    assert packed.abs().max() > 1e-3
    assert (plain - packed).abs().max() < 1e-6


def test_whole_notes_do_not_show_their_pieces(decoder, monkeypatch):
    monkeypatch.setattr(StreamingDecoder, "PIECE", 7)
    torch.manual_seed(3)
    pieces = torch.jit.script(StreamingDecoder(net.Decoder().eval(), "test", 8).eval())
    given = inputs(3)
    with torch.no_grad():
        assert (pieces.notes(*given) - decoder.notes(*given)).abs().max() < 1e-6


def test_other_voices_change_nothing(decoder):
    given, others = inputs(2), inputs(3, 1, seed=9)
    decoder.allocate(8)
    with torch.no_grad():
        busy = lambda: decoder.step(torch.tensor([0, 6, 8]), torch.tensor([0, 0, 1]), *others)
        alone = decoder.notes(*given)
        assert (stream(decoder, [2, 4], given, [1] * HOPS, busy) - alone).abs().max() < 1e-5


def test_a_fresh_slot_forgets_even_what_is_not_a_number(decoder):
    given, colour = inputs(1), torch.full((1, HOPS, 3), 1e-3)
    decoder.allocate(8)
    for state in (decoder.live.history, decoder.table, decoder.phase, decoder.tail, decoder.partials, decoder.apart):
        state.fill_(float("nan"))
    with torch.no_grad():
        assert (stream(decoder, [1], given, [1] * HOPS) - decoder.notes(*given)).abs().max() < 1e-5
        whole = decoder.coloured_notes(*given, colour)
        assert (stream_coloured(decoder, [2], given, colour, [1] * HOPS) - whole).abs().max() < 1e-5
        reused = stream_coloured(decoder, [2], given, colour, [1] * HOPS)
        assert (reused - whole).abs().max() < 1e-5


def test_rows_that_only_fill_the_batch_change_nothing(decoder):
    alone, filled = inputs(1), inputs(3)
    for given, row in zip(filled, alone):
        given[0] = row[0]
    decoder.allocate(8)
    with torch.no_grad():
        expected = stream(decoder, [3], alone, [1] * HOPS)
        decoder.allocate(8)
        assert torch.equal(stream(decoder, [3, 8, 8], filled, [1] * HOPS)[:1], expected)


def test_a_stretch_that_comes_back_goes_on_whatever_happened_meanwhile(decoder):
    given, colour = inputs(1), torch.zeros(1, HOPS, 3)
    colour[:, :10, 2] = colour[:, 20:, 2] = 0.005
    decoder.allocate(8)
    with torch.no_grad():
        whole = decoder.coloured_notes(*given, colour)
        codes, pitch, played, noise = given
        audio = []
        for t in range(HOPS):
            one = [torch.tensor([2]), torch.tensor([int(t == 0)]), codes[:, t : t + 1], pitch[:, t : t + 1], played[:, t : t + 1],
                   noise[:, t * 128 : (t + 1) * 128]]
            plain = 10 < t < 20  # the partials have faded: nothing needs a colour
            audio.append(decoder.step(*one) if plain else decoder.coloured(*one, colour[:, t : t + 1]))
        assert (torch.cat(audio, 1) - whole).abs().max() < 1e-5


def test_the_phase_does_not_drift(decoder):
    decoder.allocate(2)
    hops = 3000
    codes = torch.zeros(1, 1, 16)
    pitch = torch.full((1, 1), 997.0)
    with torch.no_grad():
        for t in range(hops):
            decoder.step(torch.tensor([0]), torch.tensor([int(t == 0)]), codes, pitch, pitch, torch.zeros(1, 128))
    expected = (997.0 / 48000 * 128 * hops) % 1.0
    assert abs(float(decoder.phase[0]) - expected) < 1e-6


def graphs(module):
    for name in ("step", "notes", "allocate"):
        yield str(getattr(module, name).inlined_graph)


def test_nothing_random_and_no_device_inside(shipped, decoder):
    for module in (shipped, decoder):
        for graph in graphs(module):
            assert not re.search(r"aten::(rand|normal|bernoulli|dropout|multinomial|exponential)", graph)
            assert not re.search(r'value="(cpu|cuda)', graph), "a tensor on a fixed device"


@pytest.mark.parametrize("method", ["step", "coloured"])
def test_a_hop_calls_no_transform(shipped, method):
    """MKL's wait for locks of the whole process (fourier.py)."""
    graph = str(getattr(shipped, method).inlined_graph)
    assert "prepacked::linear_clamp_run" in graph
    assert not re.search(r"aten::\w*fft\w*", graph)


def test_new_tensors_follow_the_module(decoder):
    """Without a GPU: the meta device stands for any other one."""
    for graph in graphs(decoder):
        for line in graph.splitlines():
            if re.search(r"aten::(zeros|ones|empty|full|arange|hann_window)\(", line):
                operands = re.search(r"\((.*)\)", line).group(1).split(", ")
                device = operands[-2]
                assert re.search(rf"{re.escape(device)} : Device = prim::device", graph), line


def test_shipped_weights_play_what_training_heard(model_folder, shipped):
    with torch.no_grad():
        _, trained = load(model_folder / "weights.pt")
        codes = torch.randn(2, 16, 4, generator=torch.Generator().manual_seed(2)) * 0.5
        key, hops = torch.tensor([52.0, 71.0]), 48
        noise = torch.rand(2, hops * 128) * 2 - 1
        reference = trained(codes, key, torch.zeros(2, hops), noise) / net.FULL_SCALE
        upsampled = torch.nn.functional.interpolate(codes, scale_factor=12, mode="linear", align_corners=False)
        pitch = (440 * 2 ** ((key - 69) / 12))[:, None].expand(-1, hops).contiguous()
        audio = shipped.notes(upsampled.transpose(1, 2).contiguous(), pitch, pitch, noise)
        assert (audio - reference).abs().max() < 1e-4


def test_the_same_weights_are_written_to_the_same_bytes(model_folder, tmp_path):
    """Whatever order Python has for its sets: an encoder of other bytes would be another latent space."""
    runs = [subprocess.Popen([sys.executable, export.__file__, model_folder / "weights.pt", tmp_path / seed],
                             env={**os.environ, "PYTHONHASHSEED": seed}) for seed in ("1", "2")]
    assert [run.wait(timeout=120) for run in runs] == [0, 0]
    for name in ("encoder.ts", "decoder.ts"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def colours(notes, hops=HOPS):
    """Tilted, from even to odd, and stretched now and then."""
    colour = torch.zeros(notes, hops, 3)
    colour[0, :, 0] = torch.linspace(-6, 6, hops)
    colour[1, :, 1] = torch.linspace(-1, 1, hops)
    colour[2, hops // 4 : hops // 2, 2] = 0.002
    colour[2, 3 * hops // 4 :, 2] = 0.01
    return colour


def stream_coloured(decoder, slots, given, colour, chunks):
    codes, pitch, played, noise = given
    audio, t = [], 0
    for n in chunks:
        fresh = torch.full((len(slots),), 1 if t == 0 else 0)
        hops = slice(t, t + n)
        audio.append(decoder.coloured(torch.tensor(slots), fresh, codes[:, hops], pitch[:, hops], played[:, hops],
                                      noise[:, t * 128 : (t + n) * 128], colour[:, hops]))
        t += n
    return torch.cat(audio, 1)


def test_without_colour_the_bits_are_the_same(decoder):
    given = inputs(3)
    none = torch.zeros(3, HOPS, 3)
    decoder.allocate(8)
    with torch.no_grad():
        assert torch.equal(decoder.coloured_notes(*given, none), decoder.notes(*given))
        plain = stream(decoder, [5, 0, 3], given, [1] * HOPS)
        assert torch.equal(stream_coloured(decoder, [5, 0, 3], given, none, [1] * HOPS), plain)
        some = colours(3)
        some[:2] = 0
        assert torch.equal(stream_coloured(decoder, [5, 0, 3], given, some, [1] * HOPS)[:2], plain[:2])


@pytest.mark.parametrize("chunks", [[1] * HOPS, [1, 2, 3, 5, 7, 11, 11]])
def test_colours_stream_as_they_render_whole(decoder, chunks):
    given, colour = inputs(3), colours(3)
    decoder.allocate(8)
    with torch.no_grad():
        whole = decoder.coloured_notes(*given, colour)
        assert (whole - decoder.notes(*given)).abs().max() > 1e-3
        assert (stream_coloured(decoder, [5, 0, 3], given, colour, chunks) - whole).abs().max() < 1e-5


def test_partials_that_are_hardly_stretched_sound_as_the_table(decoder):
    given = inputs(3)
    colour = torch.zeros(3, HOPS, 3)
    colour[:, :, 2] = 1e-12
    with torch.no_grad():
        difference = decoder.coloured_notes(*given, colour) - decoder.notes(*given)
        assert 0 < difference.abs().max() < 5e-3 * decoder.notes(*given).abs().max()
