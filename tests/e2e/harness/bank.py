"""Statements as a bank writes them: ISO 20022 camt.053.001.08."""

from xml.sax.saxutils import escape

OUR_IBAN = "LT089999900000099900"


def credit(amount, text, reference, payer="Ona Petrauskienė", iban="LT121000011101001000"):
    """One booked transfer to us; `reference` is the bank's own."""
    return f"""<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties>
<Dbtr><Pty><Nm>{escape(payer)}</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>{iban}</IBAN></Id></DbtrAcct></RltdPties>
<RmtInf><Ustrd>{escape(text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"""


def statement(*entries, iban=OUR_IBAN, number="2026-11-20"):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt>
<Id>{number}</Id><Acct><Id><IBAN>{iban}</IBAN></Id></Acct>{"".join(entries)}</Stmt></BkToCstmrStmt></Document>""".encode()
