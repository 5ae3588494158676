"""The theme: colours, fonts and sizes as tokens, and what is generated from them."""
