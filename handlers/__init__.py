"""The Lambda functions, a module for each, and the capabilities behind them."""

import gc

# A cold start makes many objects and hardly any garbage: looking for it in between is a tenth of the time.
gc.set_threshold(50_000)
