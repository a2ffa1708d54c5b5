"""Electrics: cables, switchgear, light, sun."""

from .family import ELE, P, RAS, family, of

FAMILIES = [
    family(
        "kabeliai", "cable", "Kabelis {}",
        "Varinis instaliacinis kabelis, parduodamas metrais; ritinys 100 m.",
        of("CYKY 3×1,5", ELE, "0.89", "1500", "#ececea"),
        of("CYKY 3×2,5", ELE, "1.39", "1800", "#ececea"),
        of("CYKY 5×6, žemės", ELE, "5.60", "320", "#2b2c2e"),
        of("CAT6 UTP duomenims", ELE, "0.75", "900", "#5d7fb0", "0.62"),
        unit="m", kg="0.15", step="1", attributes={"material": "varis"}),
    family(
        "kabeliai", "cable", "Likutis: kabelis {}",
        "Liko po instaliacijos darbų, nesuvyniotas, matuotas.",
        of("NYM 3×2,5, 37,5 m", P, "1.00", "37.5", "#b9bcbd", condition="surplus"),
        unit="m", kg="0.16", step="0.5", attributes={"material": "varis"}),
    family(
        "kabeliai", "corrugated", "Gofruotas vamzdis {}",
        "Su pratraukimo viela, savaime gęstantis, ritinys 50 m.",
        of("Ø20 pilkas", ELE, "12.90", "60", "#8d9092"),
        of("Ø50 raudonas, žemės", ELE, "48.00", "25", "#a83a31"),
        unit="pack", kg="4", attributes={"length": "50 m"}),
    family(
        "jungikliai-ir-lizdai", "socket", "Kištukinis lizdas {}",
        "Potinkinis, su įžeminimu ir apsauga nuo vaikų, 16 A.",
        of("baltas", ELE, "4.20", "300", "#f3f3f1"),
        of("juodas matinis", ELE, "6.80", "150", "#2f3032"),
        of("su USB-C, baltas", ELE, "19.90", "60", "#f3f3f1", "16.90"),
        kg="0.1", attributes={"current": "16 A"}),
    family(
        "jungikliai-ir-lizdai", "switch", "Jungiklis {}",
        "Potinkinis mechanizmas su rėmeliu, tyliai spragsi.",
        of("vieno klavišo, baltas", ELE, "4.60", "240", "#f3f3f1"),
        of("dviejų klavišų, pilkas", ELE, "7.40", "110", "#8f9396"),
        of("bakelitinis, sukamasis, restauruotas", RAS, "22.00", "4", "#3b2a22", condition="refurbished"),
        kg="0.1", attributes={"current": "10 A"}),
    family(
        "automatika", "breaker", "{}",
        "Modulinis aparatas ant DIN bėgio, 6 kA.",
        of("Automatinis jungiklis B16", ELE, "4.90", "200", "#e8e8e5"),
        of("Nuotėkio relė 40 A 30 mA", ELE, "36.00", "45", "#e8e8e5"),
        of("Viršįtampių ribotuvas T1+T2", ELE, "129.00", "12", "#d9d9d5", "109.00"),
        kg="0.2", attributes={"mounting": "DIN"}),
    family(
        "automatika", "panel", "Elektros skydelis {}",
        "Įleidžiamas skydelis baltomis durelėmis, su įžeminimo gnybtais.",
        of("24 moduliai", ELE, "39.00", "26", "#f0f0ee"),
        of("36 moduliai", ELE, "56.00", "14", "#f0f0ee"),
        kg="3.5", attributes={"mounting": "įleidžiamas"}),
    family(
        "apsvietimas", "pendant", "Šviestuvas {}",
        "Metalinis gaubtas, E27 lemputė, tekstilinis laidas reguliuojamo ilgio.",
        of("„Skliautas“, samaninis", ELE, "49.00", "14", "#5d7a62"),
        of("„Skliautas“, plytų raudonumo", ELE, "49.00", "9", "#a4503c", "39.00"),
        of("iš gamyklos cecho, naudotas", RAS, "65.00", "7", "#56707a", condition="used"),
        kg="1.6", attributes={"socket": "E27"}),
    family(
        "apsvietimas", "led_panel", "LED {}",
        "Neutrali balta 4000 K, be mirgėjimo, 30 000 val.",
        of("panelė 60×60, 40 W", ELE, "26.90", "80", "#f4f4ee"),
        of("prožektorius 50 W su judesio davikliu", ELE, "32.50", "40", "#3b3d40"),
        kg="1.9", attributes={"light": "4000 K"}),
    family(
        "saules-elektrines", "solar", "Saulės modulis {}",
        "Monokristalinis pusinių elementų modulis, juodas rėmas, 25 metų našumo garantija.",
        of("430 W", ELE, "98.00", "120", "#1f2f4d"),
        of("naudotas 280 W", P, "38.00", "12", "#24406b", "32.00", condition="used"),
        kg="21.5", attributes={"size": "1722×1134 mm"}),
    family(
        "saules-elektrines", "inverter", "Inverteris {}",
        "Trifazis, du MPP sekikliai, WiFi, tinka kaupikliui.",
        of("6 kW", ELE, "890.00", "5", "#e9eaea"),
        of("10 kW hibridinis", ELE, "1790.00", "3", "#e9eaea", "1650.00"),
        kg="22", attributes={"phases": "3"}),
]
