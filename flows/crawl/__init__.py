"""The crawl of one source, in a process of its own: start pages to listings, articles, attachments."""
