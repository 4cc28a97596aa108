"""The frame of a document: letterhead, dates, signature, attachments, what is to be reported."""
