"""The evaluations behind `scripts/evaluate`: a module each, with `report(...) -> str`."""
