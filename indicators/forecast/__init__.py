"""Forecasting: a monthly series carried forward with intervals that were tested on the past."""
