"""The shipped graph against the weights it was made from. Needs the extra `train`: make model-check."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from quality import gate

from sayso import neural
from sayso.intake import open_input
from sayso.reading.reader import read_report
from sayso.reading.structure import Structure
from sayso.reading.tagger import decoding, viterbi

torch = pytest.importorskip("torch", reason="needs PyTorch, which the extra `train` brings")
pytest.importorskip("onnx", reason="needs onnx, which the extra `train` brings")
pytest.importorskip("safetensors", reason="needs safetensors, which the extra `train` brings")

ROOT = Path(__file__).parents[2]
CHECKPOINT = ROOT / "training" / "checkpoint"
EXAMPLES = sorted(
    path for path in (ROOT / "examples").iterdir() if path.suffix in (".txt", ".html")
)

pytestmark = [
    pytest.mark.skipif(
        not (CHECKPOINT / "body.safetensors").is_file(),
        reason="needs the weights in training/checkpoint",
    ),
    # PyTorch's own exporter and loader, in a release that is pinned.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]


class TorchModel(neural.Model):
    """The checkpoint in fp32, where a reading expects the first ONNX graph; the branch is the shipped one."""

    def __init__(self, tagger: Any, settings: dict[str, Any]) -> None:
        from model import LINK, columns

        self.tagger = tagger
        self.settings = settings
        self.name = "torch"
        self.columns = [k for n, _ in settings["heads"] for k in range(99)[columns(n)]]
        self.links = 4 * LINK

    def whole(self, *window: neural.Ints) -> tuple[Any, Any, Any]:
        """All that the checkpoint says of a window, and the states after its fourth layer."""
        states = []
        hook = self.tagger.layers[3].register_forward_hook(lambda *x: states.append(x[-1]))
        with torch.inference_mode():
            emissions, links = self.tagger(*map(torch.from_numpy, window))
        hook.remove()
        return emissions.numpy(), links.numpy(), states[0].numpy()

    def run(
        self, ids: neural.Ints, case: neural.Ints, marks: neural.Ints
    ) -> tuple[neural.Floats, neural.Floats, neural.Floats]:
        emissions, links, states = self.whole(ids, case, marks)
        return emissions[..., self.columns], links[..., : self.links], states

    def go_on(self, states: neural.Floats) -> tuple[neural.Floats, neural.Floats]:
        return neural.default_model().go_on(states)


@pytest.fixture(scope="module")
def tagger() -> Any:
    from export_onnx import load_checkpoint

    torch.manual_seed(0)
    return load_checkpoint(CHECKPOINT)


@pytest.fixture(scope="module")
def slow(tagger: Any) -> TorchModel:
    return TorchModel(tagger, neural.default_model().settings)


def encoded() -> list[neural.Encoded]:
    """The examples as the model sees them."""
    found = []
    for path in EXAMPLES:
        cut = Structure.of(open_input(path).text)
        paragraphs = [(p.start, p.end) for p in cut.paragraphs]
        found.append(neural.encode(cut.text, paragraphs, cut.quotations.states))
    return found


def best_tags(model: neural.Model, text: neural.Encoded) -> neural.Ints:
    lengths = [n for n in np.bincount(text.paragraph).tolist() if n]
    return viterbi(model.tag(text).heads["tags"], lengths, decoding(model.settings["tags"])[0])


def test_the_numbers_that_decode_are_those_of_the_checkpoint(tagger: Any) -> None:
    from export_onnx import numbers

    shipped = neural.default_model().settings["tags"]
    for name, rows in numbers(tagger, "tags").items():
        assert np.allclose(shipped[name], rows, atol=2e-3, rtol=2e-3), name


def test_the_exported_graph_computes_what_pytorch_computes(tagger: Any, tmp_path: Path) -> None:
    import onnxruntime
    from export_onnx import export

    export(tagger, tmp_path / "float.onnx")
    session = onnxruntime.InferenceSession(
        tmp_path / "float.onnx", providers=["CPUExecutionProvider"]
    )
    model = TorchModel(tagger, neural.default_model().settings)
    for text in encoded():
        for window in neural.windows(text, 256, 32):
            ids, case, marks = (x[None] for x in neural.pieces(text, window)[:3])
            exported = session.run(None, {"ids": ids, "case": case, "marks": marks})
            for a, b in zip(exported, model.whole(ids, case, marks)[:2], strict=True):
                assert a.shape == b.shape
                assert np.abs(a - b).max() < 1e-3


def test_eight_bits_give_the_same_tags(slow: TorchModel) -> None:
    same = words = 0
    for text in encoded():
        tags = best_tags(neural.default_model(), text)
        same += int((tags == best_tags(slow, text)).sum())
        words += len(tags)
    assert same >= 0.98 * words, f"{same} of {words} words"


def test_a_checkpoint_is_two_files_that_come_back_as_they_went(tagger: Any, tmp_path: Path) -> None:
    from export_onnx import load_checkpoint, save_checkpoint

    save_checkpoint(tagger, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"words.safetensors", "body.safetensors"}
    assert all(path.stat().st_size < 30e6 for path in tmp_path.iterdir())
    again = load_checkpoint(tmp_path).state_dict()
    for name, weights in tagger.state_dict().items():
        assert torch.equal(weights, again[name]), name


def test_the_fast_model_is_the_taggers_first_layers_and_its_own_weights() -> None:
    from distil import Fast
    from safetensors.torch import load_file

    own = Fast().eval()
    weights = load_file(CHECKPOINT / "fast.safetensors")
    own.load_state_dict({name: x.float() for name, x in weights.items()})

    class Slow(neural.Model):
        def go_on(self, states: neural.Floats) -> tuple[neural.Floats, neural.Floats]:
            with torch.inference_mode():
                scores, links = own(torch.from_numpy(states.astype(np.float32))[None])
            return scores[0].numpy(), links[0].numpy()

    fast = neural.shipped("fast")
    slow = Slow.__new__(Slow)
    slow.__dict__ |= fast.__dict__
    same = words = 0
    for text in encoded():
        tags = best_tags(fast, text)
        same += int((tags == best_tags(slow, text)).sum())
        words += len(tags)
    assert same >= 0.98 * words, f"{same} of {words} words"


@pytest.mark.skipif(
    os.environ.get("SAYSO_SLOW") != "1",
    reason="takes minutes: set SAYSO_SLOW=1, or make model-check",
)
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
def test_eight_bits_cost_at_most_half_a_point(
    slow: TorchModel, shared: Path, tmp_path: Path
) -> None:
    gold, scorer = shared / "data" / "polnear" / "dev", shared / "score" / "attribution.py"

    def mean(model: neural.Model) -> float:
        with (tmp_path / "readings.jsonl").open("w", encoding="utf-8") as out:
            for path in sorted(gold.glob("text/*.txt")):
                out.write(read_report(open_input(path), model=model).to_json() + "\n")
        scores = gate.score(scorer, gold, tmp_path / "readings.jsonl")
        exact = [scores[role, "exact"] for role in ("source", "cue", "content")]
        return sum(exact) / len(exact)

    shipped, exact = mean(neural.default_model()), mean(slow)
    assert shipped >= exact - 0.5, f"{shipped:.2f} in eight bits, {exact:.2f} in PyTorch"
