"""Frozen weights: what each level of agreement is worth, fitted once, dated, and read by every build."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from math import log2
from pathlib import Path

from datasets.errors import DatasetsError
from datasets.identity.spec import Comparison, Spec
from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Weights:
    """Fellegi–Sunter probabilities: of each level among true pairs (m) and among random ones (u).

    ``prior`` is the probability that two records drawn at random are of one subject.
    """

    prior: float
    levels: Mapping[str, Mapping[str, tuple[float, float]]]

    def bits(self, comparison: Comparison, level: str) -> float:
        """Return what a level is worth: log2(m/u), rounded so that every machine adds up the same."""
        m, u = self.levels[comparison.key][level]
        return round(log2(m / u), 4)

    @property
    def start(self) -> float:
        """Return the bits a pair begins with: the odds of the prior."""
        return round(log2(self.prior / (1 - self.prior)), 4)


def parse(text: str, spec: Spec) -> Weights:
    """Return weights from JSON; raise DatasetsError unless they speak of exactly the specification's levels."""
    given = json.loads(text)
    levels = {
        comparison: {level: (float(each["m"]), float(each["u"])) for level, each in found.items()}
        for comparison, found in given["comparisons"].items()
    }
    wanted = {each.key: list(each.weighed) for each in spec.comparisons}
    if {key: list(found) for key, found in levels.items()} != wanted:
        raise DatasetsError(
            Text(
                f"权重文件与比对规则 {spec.key} 不一致；请重新拟合（python -m datasets.identity.fit）。",
                f"The weights do not match the comparisons of {spec.key}; fit them again "
                "(python -m datasets.identity.fit).",
            )
        )
    return Weights(prior=float(given["prior"]), levels=levels)


def frozen(spec: Spec) -> Weights:
    """Return the newest weights frozen for a specification."""
    folder = files("datasets.identity") / "weights"
    names = sorted(each.name for each in folder.iterdir() if each.name.startswith(f"{spec.key}-"))
    return parse((folder / names[-1]).read_text("utf-8"), spec)


def freeze(path: Path, weights: Weights, note: Mapping[str, object]) -> None:
    """Write weights as reviewable JSON, with a note of how they were found."""
    comparisons = {
        comparison: {level: {"m": m, "u": u, "bits": round(log2(m / u), 2)} for level, (m, u) in levels.items()}
        for comparison, levels in weights.levels.items()
    }
    content = {"note": dict(note), "prior": weights.prior, "comparisons": comparisons}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
