"""The pages of the site. Each returns blocks for a view and what its address asks for."""

from components.pages import factory, overview, read, record, sources, trade, visit

PAGES = (overview.PAGE, trade.PAGE, factory.PAGE, visit.PAGE, record.PAGE, sources.PAGE, read.PAGE)
