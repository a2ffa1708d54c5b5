"""Plumbing and heating."""

from .family import A, B, P, RAS, SIL, family, of

FAMILIES = [
    family(
        "voniu-iranga", "vanity", "{}",
        "Keraminis praustuvas ir lakuota spintelė su lėtai užsidarančiomis durelėmis. Supakuota"
        " viena dėžė, 20 kg.",
        of("Praustuvas su spintele 60 cm", A, "121.00", "40", "#f1f0ec", slug="praustuvas-su-spintele-60-cm"),
        of("Praustuvas su spintele 80 cm, ąžuolo", A, "179.00", "12", "#b98d5a", "159.00"),
        kg="20", attributes={"material": "keramika, MDF"}),
    family(
        "voniu-iranga", "bathtub", "Vonia {}",
        "Sanitarinis akrilas, sustiprintas dugnas, kojelės ir sifonas komplekte.",
        of("akrilinė 170×75 cm", SIL, "229.00", "8", "#f4f4f2"),
        of("laisvai pastatoma 160×75 cm", SIL, "689.00", "3", "#f4f4f2", "599.00"),
        of("ketinė, restauruota, su kojelėmis", RAS, "420.00", "1", "#47605f", condition="refurbished"),
        kg="36", attributes={"material": "akrilas"}),
    family(
        "voniu-iranga", "toilet", "Klozetas {}",
        "Be apvado (rimless), su lėtai nusileidžiančiu dangčiu.",
        of("pastatomas su bakeliu", SIL, "159.00", "15", "#f4f4f2"),
        of("pakabinamas", SIL, "189.00", "12", "#f4f4f2", "165.00"),
        kg="31", attributes={"material": "keramika"}),
    family(
        "maisytuvai", "tap", "Maišytuvas {}",
        "Keraminė kasetė, vandenį taupantis aeratorius, penkerių metų garantija.",
        of("praustuvui, chromas", SIL, "54.90", "40", "#c3c8cb"),
        of("virtuvei su ištraukiama galvute, juodas", SIL, "119.00", "18", "#2f3032"),
        of("voniai, žalvario spalvos", SIL, "149.00", "7", "#b7903f", "129.00"),
        kg="1.8", attributes={"warranty": "5 metai"}),
    family(
        "maisytuvai", "shower", "Dušo komplektas {}",
        "Termostatinis maišytuvas, 25 cm viršutinis dušas ir rankinė galvutė.",
        of("chromas", SIL, "219.00", "10", "#c3c8cb"),
        of("juodas matinis", SIL, "249.00", "6", "#2f3032", "215.00"),
        kg="5.5", attributes={"material": "žalvaris"}),
    family(
        "vamzdziai", "pipes", "{}",
        "Parduodama metrais, atpjaunama pagal poreikį. Jungtys – tame pačiame skyriuje.",
        of("Daugiasluoksnis vamzdis 16×2 mm", SIL, "1.29", "800", "#ecebe6"),
        of("PE vandentiekio vamzdis Ø32", SIL, "1.65", "600", "#26435f"),
        of("Varinis vamzdis Ø15", SIL, "8.90", "90", "#b56a3e"),
        unit="m", kg="0.3", step="0.5", attributes={"use": "vandeniui"}),
    family(
        "vamzdziai", "pipes", "Lauko nuotekų vamzdis {}",
        "PVC SN4 su įmova ir gumine tarpine, ilgis 3 m.",
        of("Ø110", SIL, "11.40", "140", "#b3653a"),
        of("Ø160", SIL, "22.80", "70", "#b3653a"),
        kg="4.5", attributes={"material": "PVC"}),
    family(
        "vamzdziai", "tank", "Nuotekų valymo įrenginys {}",
        "Biologinis, 4–6 gyventojams, su pūstuve ir techniniu pasu.",
        of("„Upė 5“", SIL, "1690.00", "2", "#3f6b4f"),
        kg="140", shipping=("delivery",), attributes={"capacity": "0,8 m³ per parą"}),
    family(
        "katilai", "boiler", "{}",
        "Su valdikliu, siurbliu ir apsaugos grupe. Paleidimas partnerių visoje Lietuvoje.",
        of("Granulinis katilas 15 kW", SIL, "3290.00", "2", "#8d2f2b"),
        of("Dujinis kondensacinis katilas 24 kW", SIL, "1450.00", "4", "#f0f0ee", "1320.00",
           picture="wall_boiler"),
        of("Kieto kuro katilas 20 kW, naudotas dvi žiemas", P, "890.00", "1", "#3f4347", condition="used"),
        kg="180", attributes={"use": "šildymui"}),
    family(
        "silumos-siurbliai", "heat_pump", "Šilumos siurblys {}",
        "Oras–vanduo, veikia iki −25 °C, valdomas telefonu, A+++ klasė.",
        of("8 kW", SIL, "4490.00", "3", "#dfe1e1"),
        of("12 kW", SIL, "5690.00", "2", "#dfe1e1", "5290.00"),
        of("oras–oras 3,5 kW", SIL, "790.00", "9", "#eceeee"),
        kg="96", attributes={"class": "A+++"}),
    family(
        "radiatoriai", "radiator", "{}",
        "Su laikikliais, nuorintoju ir akle. Nudažyta milteliniu būdu.",
        of("Plieninis radiatorius 22 tipo, 500×1000", SIL, "89.00", "35", "#f4f4f2"),
        of("Plieninis radiatorius 11 tipo, 600×800", SIL, "59.00", "28", "#f4f4f2"),
        of("Vertikalus radiatorius, antracito", SIL, "245.00", "6", "#44484c", "209.00"),
        of("Ketinis radiatorius, 8 sekcijos", RAS, "64.00", "5", "#7a6f63", condition="used"),
        kg="27", attributes={"material": "plienas"}),
    family(
        "grindinis-sildymas", "heating_mat", "Grindinio šildymo kilimėlis {}",
        "Plonas elektrinis kabelis ant tinklelio po plytelėmis, 150 W/m², su davikliu.",
        of("2 m²", SIL, "69.00", "30", "#c0392f"),
        of("5 m²", SIL, "129.00", "16", "#c0392f", "112.00"),
        kg="2.2", attributes={"power": "150 W/m²"}),
    family(
        "grindinis-sildymas", "manifold", "Grindinio šildymo kolektorius {}",
        "Nerūdijančio plieno kolektorius su srauto matuokliais ir spintele.",
        of("6 žiedų", SIL, "189.00", "9", "#b9bec1"),
        of("10 žiedų", SIL, "259.00", "5", "#b9bec1"),
        kg="9", attributes={"material": "nerūdijantis plienas"}),
    family(
        "kaminai-ir-zidiniai", "stove", "{}",
        "Ketaus durelės, karščiui atsparus stiklas, išorinio oro pajungimas.",
        of("Židinio kapsulė 10 kW", SIL, "1090.00", "3", "#2d2e30"),
        of("Krosnelė „Rytas“ 7 kW", SIL, "690.00", "5", "#3b3b3d", "620.00"),
        kg="120", attributes={"material": "plienas, ketus"}),
    family(
        "kaminai-ir-zidiniai", "chimney", "Kamino įdėklas {}",
        "Nerūdijančio plieno vamzdis 1 m su įmova.",
        of("Ø150 mm", SIL, "38.00", "40", "#b9bec1"),
        of("Ø200 mm, apšiltintas", SIL, "96.00", "22", "#a8adb0"),
        kg="3.2", attributes={"material": "nerūdijantis plienas"}),
    family(
        "vandens-sildytuvai", "water_heater", "Vandens šildytuvas {}",
        "Emaliuotas bakas, magnio anodas, sausas kaitinimo elementas.",
        of("50 l", SIL, "179.00", "11", "#f1f1ef"),
        of("80 l", SIL, "215.00", "9", "#f1f1ef", "189.00"),
        of("100 l, kombinuotas, kairinis", B, "289.00", "4", "#f1f1ef", condition="surplus"),
        kg="24", attributes={"material": "emaliuotas plienas"}),
]
