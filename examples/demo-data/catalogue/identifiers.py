"""Lithuanian company codes, VAT codes and IBANs with right check digits, of nobody.

Company and VAT numbers come from ranges that are not given out, IBANs from bank code 99999.
"""


def _weighted(digits, start):
    return sum(int(digit) * ((start + index) % 9 + 1) for index, digit in enumerate(digits)) % 11


def check_digit(digits):
    """The last digit of a company or VAT code: modulo 11, a second row of weights, then 0."""
    remainder = _weighted(digits, 0)
    return remainder if remainder < 10 else _weighted(digits, 2) % 10


def company_code(number):
    body = f"39990{number:03d}"
    return body + str(check_digit(body))


def legal_vat_code(number):
    """LT and nine digits, the eighth always 1."""
    body = f"99900{number:02d}1"
    return f"LT{body}{check_digit(body)}"


def temporary_vat_code(number):
    """LT and twelve digits, the eleventh always 1."""
    body = f"99990000{number:02d}1"
    return f"LT{body}{check_digit(body)}"


def iban_remainder(iban):
    """1 for a right IBAN: the first four characters go to the end, letters count from 10."""
    return int("".join(str(int(character, 36)) for character in iban[4:] + iban[:4])) % 97


def iban(number):
    account = f"99999{number:011d}"
    return f"LT{98 - iban_remainder('LT00' + account):02d}{account}"
