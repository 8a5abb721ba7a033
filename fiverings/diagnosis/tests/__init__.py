"""The guide of the golden figures, for every test that asks by one."""

from pathlib import Path

FX_1 = Path(__file__).parent / "fx_1.yaml"
