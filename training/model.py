"""The tagger in PyTorch: MiniLM encoder, two input features, and its heads.

Two layers of relations (tags, links, a chain of tags each): those that stand on top, and those nested in
their contents. Beside them: what is no part of the report, names, and the traits of a relation
(channel, stance, certainty at its cue; kind and named at its source). HEADS lists the columns.

Shapes: B windows, L pieces, W words, T tags, E columns of all heads, K link width.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sayso.reading.tagger import LAYERS, NAME_TAGS, TAGS, allowed

CASES, MARKS, LINK = 4, 5, 64
CHANNELS = (
    "interview statement public-speech private-communication intercepted-communication social-media document "
    "order-or-law court published-work press-report data recording observation not-stated"
).split()
STANCES = "asserts denies asks orders intends believes declines".split()
CERTAINTIES = "certain hedged conditional negated unknown".split()
KINDS = "person group organisation outlet document recording data unknown".split()
TRAITS = {
    "channel": CHANNELS,
    "stance": STANCES,
    "certainty": CERTAINTIES,
    "kind": KINDS,
    "named": ["no", "yes"],
}
HEADS: tuple[tuple[str, int], ...] = (
    ("tags", len(TAGS)),
    ("discard", 1),
    ("nested", len(TAGS)),
    ("names", len(NAME_TAGS)),
    *((name, len(values)) for name, values in TRAITS.items()),
)
DISTANCES = 24
"""Distance buckets of a link: 12 before, 12 after, by the logarithm of the number of words."""


class Layer(nn.Module):
    """One post-norm transformer block, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:  # (B, L, D) -> (B, L, D)
        b, n, d = x.shape
        if torch.onnx.is_in_onnx_export():  # the spelling that graph fusion knows
            parts = zip(self.qkv.weight.chunk(3), self.qkv.bias.chunk(3), strict=True)
            q, k, v = (
                F.linear(x, w, c).view(1, -1, self.heads, d // self.heads).transpose(1, 2)
                for w, c in parts
            )
            y = ((q @ k.transpose(-1, -2)) / (d // self.heads) ** 0.5).softmax(-1) @ v
            y = y.transpose(1, 2).reshape(1, -1, d)
        else:
            q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
            # Half precision makes everything else faster on a processor, but this twice as slow.
            with torch.autocast(x.device.type, enabled=False):
                y = F.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=mask)
            y = y.transpose(1, 2).reshape(b, n, d)
        y = self.out(y)
        x = self.norm1(x + self.dropout(y))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Tagger(nn.Module):
    """ids, case, marks (B, L) -> scores (B, L, E), links (B, L, 4 K for each layer)."""

    def __init__(
        self,
        width: int = 384,
        heads: int = 12,
        inner: int = 1536,
        layers: int = 6,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.words = nn.Embedding(30522, width)
        self.positions = nn.Embedding(512, width)
        self.case = nn.Embedding(CASES, width)
        self.marks = nn.Embedding(MARKS, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.emit = nn.Linear(width, sum(n for _, n in HEADS))
        self.link = nn.Linear(width, 4 * LINK * len(LAYERS))
        self.distance = nn.Parameter(torch.zeros(len(LAYERS), 2, DISTANCES))
        self.none = nn.Parameter(torch.zeros(len(LAYERS), 2))
        self.chains = nn.ModuleDict(
            {"tags": Chain(TAGS), "nested": Chain(TAGS), "names": Chain(NAME_TAGS)}
        )
        for table in (self.case, self.marks):
            nn.init.zeros_(table.weight)

    def forward(
        self, ids: Tensor, case: Tensor, marks: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        x = self.dropout(self.embed(ids, case, marks))
        bias = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        x = self.dropout(x)
        return self.emit(x), self.link(x)

    def embed(self, ids: Tensor, case: Tensor, marks: Tensor) -> Tensor:
        """What the first layer begins with, (B, L, D)."""
        where = torch.arange(ids.shape[1], device=ids.device)
        return self.norm(
            self.words(ids) + self.positions(where) + self.case(case) + self.marks(marks)
        )

    def grow(self, state: dict[str, Tensor]) -> None:
        """Take the weights of a tagger that had the flat layer and `discard` only.

        The nested layer begins as a copy of the flat one: what it looks for looks the same.
        """
        t = len(TAGS)
        with torch.no_grad():
            for kind in ("weight", "bias"):
                new, old = getattr(self.emit, kind), state.pop(f"emit.{kind}")
                new[: t + 1].copy_(old)
                new[t + 1 : 2 * t + 1].copy_(old[:t])
                new, old = getattr(self.link, kind), state.pop(f"link.{kind}")
                new.copy_(torch.cat([old, old]))
            for name in ("distance", "none"):
                old = state.pop(name)
                getattr(self, name).copy_(torch.stack([old, old]))
            for name in ("start", "end", "between"):
                old = state.pop(f"chain.{name}")
                for layer in LAYERS:
                    getattr(self.chains[layer], name).copy_(old)
            self.emit.bias[t + 1].add_(2.0)  # nested is rarer: most words are outside
        state = {n: x for n, x in state.items() if not n.startswith("chain.")}
        odd = self.load_state_dict(state, strict=False).unexpected_keys
        assert not odd, odd

    def load_encoder(self, folder: Path) -> None:
        """Take the pretrained weights of all-MiniLM-L6-v2 (model.safetensors)."""
        from safetensors.torch import load_file

        w = load_file(folder / "model.safetensors")
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        with torch.no_grad():
            self.words.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(w["embeddings.position_embeddings.weight"])
            # Token type 0 is added everywhere in BERT: fold it into the positions.
            self.positions.weight.add_(w["embeddings.token_type_embeddings.weight"][0])
            self.norm.load_state_dict(
                {k: w[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")}
            )
            for i, layer in enumerate(self.layers):
                at = f"encoder.layer.{i}."
                names = [at + f"attention.self.{n}." for n in ("query", "key", "value")]
                for kind in ("weight", "bias"):
                    getattr(layer.qkv, kind).copy_(torch.cat([w[n + kind] for n in names]))
                    getattr(layer.out, kind).copy_(w[at + f"attention.output.dense.{kind}"])
                    getattr(layer.norm1, kind).copy_(w[at + f"attention.output.LayerNorm.{kind}"])
                    getattr(layer.up, kind).copy_(w[at + f"intermediate.dense.{kind}"])
                    getattr(layer.down, kind).copy_(w[at + f"output.dense.{kind}"])
                    getattr(layer.norm2, kind).copy_(w[at + f"output.LayerNorm.{kind}"])


class Chain(nn.Module):
    """Linear-chain CRF over words. A paragraph break ends one sequence and starts the next."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__()
        start, between = allowed(tags)
        self.start = nn.Parameter(torch.zeros(len(tags)))
        self.end = nn.Parameter(torch.zeros(len(tags)))
        self.between = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.register_buffer("no_start", torch.from_numpy(~start).float() * -1e4)
        self.register_buffer("no_between", torch.from_numpy(~between).float() * -1e4)

    def scores(self) -> tuple[Tensor, Tensor, Tensor]:
        return self.start + self.no_start, self.end, self.between + self.no_between

    def forward(self, emissions: Tensor, tags: Tensor, fresh: Tensor, live: Tensor) -> Tensor:
        """Negative log-likelihood per word.

        emissions: (B, W, T) float32.  tags: (B, W).  fresh: (B, W) the word starts a paragraph.
        live: (B, W) the word exists (words stand at the front).
        """
        start, end, between = self.scores()
        joint = end[:, None] + start[None, :]  # (T, T) over a paragraph break
        step = torch.where(fresh[:, :, None, None], joint, between)  # (B, W, T, T)
        _, w, t = emissions.shape
        # numerator
        own = emissions.gather(2, tags[..., None])[..., 0]
        step_own = (
            step[:, 1:].flatten(2).gather(2, (tags[:, :-1] * t + tags[:, 1:])[..., None])[..., 0]
        )
        gold = (own * live).sum() + (step_own * live[:, 1:]).sum()
        gold = gold + (start[tags[:, 0]] * fresh[:, 0]).sum()
        # denominator
        alpha = emissions[:, 0] + torch.where(fresh[:, 0, None], start, torch.zeros_like(start))
        for i in range(1, w):
            new = torch.logsumexp(alpha[:, :, None] + step[:, i], 1) + emissions[:, i]
            alpha = torch.where(live[:, i, None], new, alpha)
        return (torch.logsumexp(alpha, 1).sum() - gold) / live.sum()


def bucket(distance: Tensor) -> Tensor:
    """Signed word distances (…) -> bucket numbers in 0 … DISTANCES - 1."""
    half = DISTANCES // 2
    size = torch.log2(distance.abs().clamp(min=1).float()).mul(1.5).long().clamp(max=half - 1)
    return torch.where(distance < 0, half - 1 - size, half + size)


def link_logits(
    model: Tagger, layer: int, kind: int, query: Tensor, key: Tensor, distance: Tensor
) -> Tensor:
    """query (N, K), key (M, K), distance (N, M) in words -> logits (N, M + 1); the last column is "none"."""
    score = query @ key.T * LINK**-0.5 + model.distance[layer, kind][bucket(distance)]
    return torch.cat([score, model.none[layer, kind].expand(len(query), 1)], 1)


def columns(name: str) -> slice:
    """Where a head's columns stand."""
    at = 0
    for head, width in HEADS:
        if head == name:
            return slice(at, at + width)
        at += width
    raise KeyError(name)
