"""How fast the dashboard is beside others with the same content: `python -m tests.bench`, on Linux.

Compared, one after another in every round, are the page of the trade balance (`/trade?lang=en`) and pages of the same
texts, figures, tables and filter (`apps/`): plain Streamlit and plain Dash, each with its own server and settings as
they come, and a static page over plotly.js's basic bundle (the floor: less cannot be sent for a live chart) or its full
one, packed with gzip. They carry less than the dashboard: no other pages or languages, no downloads, nothing for
screen readers.

A visit is headless Chromium without a GPU, 1440 × 900, with a profile of its own on disk: cold is its first load, warm
its third, on loopback. Times are milliseconds from the start of the navigation, told by one script (probe.js) on
all pages; medians.

first view: the first rendering in which the page's heading and a picture of the chart with its marks are visible, be it
    a still picture or a live chart.
first live chart: the first rendering with a visible chart drawn by plotly.js in the page.
all live: for the dashboard, Streamlit's own page has taken over (class `ready`); elsewhere the first live chart.
filter: from the pressing of the pointer on an option of the filter to the chart having just the bars picked, on a page
    that has come to rest. Four clicks in turn: one bar of four, two, one, all.
requests and bytes: of the cold load until half a second is quiet; bodies and headers as encoded on the wire, and the
    websocket's messages both ways.
slow line: the same through a relay of 10 Mbit/s each way and 40 ms there and back (line.py), cold. Chromium's own
    emulation is not used: it holds websockets to the rate, but not to the delay.
server's work: CPU time of all processes of the server for a cold visit, and for a click; means, as the kernel counts in
    ticks of 10 ms.
memory: RSS of the server after the rounds; of a session, the growth over 60 more open at once, divided, when a third
    as many are open; flat, the growth from the 300th to the 1,000th of visits one after another (Streamlit keeps up to
    128 sessions that have left).
start: from the start of the server's process until it says that it is well, and to a first live chart in a browser
    that waits for it.
readers: how many sessions, each clicking the filter every 2 s on average (1 to 3), one process on two cores serves
    with a 95th percentile under 500 ms, from a click sent to its script finished. Doubled until that fails, then halved
    in between. They are real websocket sessions of one other process, which shares those cores where there are no more.
"""
