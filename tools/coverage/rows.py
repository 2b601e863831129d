"""What the source document asks, row by row, in our own words."""

__all__ = ["ROWS"]

ROWS = {
    "S1": "The resource types: image source, gallery, image definition, image version",
    "S2": "A virtual machine as source, generalized or specialized",
    "S3": "A managed image as source, in the version's own region",
    "S4": "Another image version as source, of the same gallery or another one",
    "S5": "A managed disk or a snapshot as source of the operating system's disk",
    "S6": "A VHD as source: its address and its storage account, by id or by name",
    "S7": "Data disks: LUN, source and host caching, each with a source of its own kind",
    "S8": "Kinds of source may be mixed, with one source of the operating system",
    "S9": "A data disk holds at most 1 TB",
    "S10": "What an image definition may be called",
    "S11": "What a version may be called: Major.Minor.Patch in 32-bit numbers",
    "S12": "A definition's region, OS type, generation, OS state, publisher, offer and SKU",
    "S13": "The OS state fits how the source was prepared",
    "S14": "Release notes, recommended memory and CPUs, and the definition's other fields",
    "S15": "The purchase plan of a marketplace image, whole, and as in the source",
    "S16": "Excluding a version from latest",
    "S17": "The end of life date, in the forms that the document uses",
    "S18": "The default replica count, and one for each region",
    "S19": "The storage type, by default and for each region, in any casing",
    "S20": "The shorthand for target regions: what the document's line says, and what its prose means",
    "S21": "The version's own region is among its target regions",
    "S22": "A virtual machine is stopped before it is captured",
    "S23": "One version at a time from one source; replication can be followed",
    "S24": "The REST bodies of the definition and of the version",
    "S25": "A source in another tenant",
    "S26": "Azure China: the cloud, and the names of its regions",
}
