"""How fast the dashboard is beside others with the same content: `python -m tests.bench`, on Linux.

Compared, one after another in every round, are the page of the trade balance (`/trade?lang=en`) and pages of the same
texts, figures, tables and filter (`apps/`): plain Streamlit and plain Dash, each with its own server and settings as
they come, and a static page over plotly.js's basic bundle (the floor: less cannot be sent for a live chart) or its full
one, packed with gzip. They carry less than the dashboard: no other pages or languages, no downloads, nothing for
screen readers.

A visit is headless Chromium without a GPU, 1440 × 900, with a profile of its own on disk: cold is its first load, warm
its third, on loopback. Times are milliseconds, told by one script (probe.js) on all pages; medians unless said.

first view: from the start of the navigation to the first rendering in which the page's heading and a picture of the
    chart with its bars are visible, be it a picture in the page or a live chart. The dashboard's is a picture: its
    chart is drawn live once a reader reaches for it.
slow line: the same through a relay of 10 Mbit/s each way and 40 ms there and back (line.py), cold. Chromium's own
    emulation is not used: it holds websockets to the rate, but not to the delay.
filter: from the pressing of the pointer on an option of the filter to the chart having just the bars picked. As soon as
    it is seen: the one click of a visit, at the first view, cold and warm. At rest: eight clicks in turn on a page a
    second old, none to a choice that was there before, so that each is asked of the server.
pointer to tooltip: from the first move of the pointer onto a bar to a tooltip, on a page at rest; after cold and warm
    loads. Elsewhere than on the dashboard the chart is live by then.
requests and bytes: of the cold load until the first view, and until half a second is quiet; bodies and headers as
    encoded on the wire, and the websocket's messages both ways.
server's work: CPU time of all processes of the server for a cold visit on which nothing is touched, and for a click at
    rest, without what the server takes with nobody there; means. The charts that are asked for have been asked for
    before. Of many readers: of the fewest tried (below).
readers: how many, each clicking the filter every 2 s on average (1 to 3), one process on two cores serves with a 95th
    percentile under 500 ms. Doubled until that fails, then halved in between. They are connections of one other
    process, which shares those cores where there are no more. Of the dashboard, from the request for the chart's data
    to its last byte; the 15 choices in turn, and from the second time with the tag of what came first. Of plain
    Streamlit, a websocket session each, from a click sent to its script finished.
memory: RSS of the server after the rounds; of a session, the growth over 60 more open at once, divided, when a third
    as many are open (of the dashboard, on /read: its other pages have none); growth from the 300th to the 1,000th of
    visits with one click one after another.
start: from the start of the server's process until it says that it is well, and to the first view in a browser that
    waits for it.
late font: the sum of the layout shifts on / and /record, 390 and 1440 pixels wide, where the font comes 3 s late.
Lighthouse: with `--lighthouse`, on the same two pages, as on a slow phone; medians of five.
"""
