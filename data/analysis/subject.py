"""Whom the dashboard is about, as ids of the table `areas`: the defaults of what selects figures."""

REGION = "almaty-region"
COUNTRY = "kazakhstan"
PARTNER = "uzbekistan"
PLANT = "tashkent-tractor-plant"
