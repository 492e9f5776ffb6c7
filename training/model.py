"""The tagger in PyTorch: MiniLM encoder, two input features, emissions, links, chain of tags.

Shapes: B windows, L pieces, W words, T tags, K link width.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sayso.reading.tagger import TAGS, allowed

CASES, MARKS, LINK = 4, 5, 64
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
            y = (
                F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
                .transpose(1, 2)
                .reshape(b, n, d)
            )
        y = self.out(y)
        x = self.norm1(x + self.dropout(y))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Tagger(nn.Module):
    """ids, case, marks (B, L) -> emissions (B, L, T), links (B, L, 4 K), discard (B, L)."""

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
        self.emit = nn.Linear(width, len(TAGS) + 1)
        self.link = nn.Linear(width, 4 * LINK)
        self.distance = nn.Parameter(torch.zeros(2, DISTANCES))
        self.none = nn.Parameter(torch.zeros(2))
        self.chain = Chain()
        for table in (self.case, self.marks):
            nn.init.zeros_(table.weight)

    def forward(
        self, ids: Tensor, case: Tensor, marks: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        where = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(where) + self.case(case) + self.marks(marks)
        x = self.dropout(self.norm(x))
        bias = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        x = self.dropout(x)
        return self.emit(x), self.link(x)  # (B, L, T + 1), (B, L, 4 K)

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

    def __init__(self) -> None:
        super().__init__()
        start, between = allowed()
        self.start = nn.Parameter(torch.zeros(len(TAGS)))
        self.end = nn.Parameter(torch.zeros(len(TAGS)))
        self.between = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
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


def link_logits(model: Tagger, kind: int, query: Tensor, key: Tensor, distance: Tensor) -> Tensor:
    """query (N, K), key (M, K), distance (N, M) in words -> logits (N, M + 1); the last column is "none"."""
    score = query @ key.T * LINK**-0.5 + model.distance[kind][bucket(distance)]
    return torch.cat([score, model.none[kind].expand(len(query), 1)], 1)
