"""The pages of the site, each a function from a view and an address to blocks."""

from components.pages import factory, overview, read, record, sources, trade, visit

PAGES = (overview.PAGE, trade.PAGE, factory.PAGE, visit.PAGE, record.PAGE, sources.PAGE, read.PAGE)
