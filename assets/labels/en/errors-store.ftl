# What can happen to the folder of articles: what, why, what to do.

error-store-locked = The folder { $folder } is already open in another Vigie. Close that one, or choose another folder with --store.
error-store-locked-by = The folder { $folder } is already open in another Vigie (process { $process }). Close that one, or choose another folder with --store.
error-store-no-permission = The system refuses access to { $path }. Check that this folder is yours, or choose another one with --store.
error-store-read-only = Nothing can be written in { $path }: that disk is read-only. Choose another folder with --store.
error-store-disk-full =
    The disk of { $folder } is full ({ $megabytes ->
       *[other] { $megabytes } MB free
    }). Nothing that was saved is lost; make room and try again.
error-store-corrupt = The articles in { $folder } cannot be read: the database is damaged ({ $detail }). Nothing was changed; restore a backup with "vigie restore", or examine the folder with "vigie doctor".
error-store-shrunk = Articles are missing from { $folder }: { $found } of the { $expected } that were saved are there. The file was probably cut short. Nothing was changed; restore a backup with "vigie restore", or keep what is left with "vigie repair".
error-store-newer = The folder { $folder } was written by a newer Vigie (format { $found }; this one knows format { $known }). Install the newer version, or choose another folder with --store.
error-store-foreign = The folder { $folder } holds other things than Vigie's articles. Choose an empty folder or one of Vigie's with --store.
error-store-record = The record of { $name } is damaged ({ $detail }). The other articles can still be read; examine the folder with "vigie doctor".
error-store-backup = { $path } is not a usable backup ({ $detail }). Choose another one; nothing was changed.
error-store-owner-gone = The Vigie that held the folder { $folder } has ended or does not answer. Nothing is lost; try again.
error-store-other-version = The folder { $folder } is open in another version of Vigie ({ $program }). Close that one, then try again.
error-store-system = The system refused an operation on { $path } ({ $detail }). Check the disk and try again.

# Settings

error-config-file = { $path }, line { $line }: { $reason }
error-config-variable = Environment variable { $name }: { $reason }
error-config-flag = Option { $name }: { $reason }
error-config-syntax = this is not valid TOML ({ $words }).
error-config-unknown = there is no setting "{ $name }".
error-config-unknown-near = there is no setting "{ $name }"; did you mean "{ $nearest }"?
error-config-truth = "{ $name }" takes true or false, not "{ $value }".
error-config-number = "{ $name }" takes a whole number from { $least } to { $most }, not "{ $value }".
error-config-text = "{ $name }" takes a text in quotes, not "{ $value }".
error-config-words = "{ $name }" takes one of these words: { $words }; not "{ $value }".

# Sources and use

error-app-no-home = Your system does not say where articles are to be kept. Choose a folder with --store.
error-app-address = "{ $address }" is not an address that Vigie can follow. Give a whole http, https or file address, such as https://www.cnil.fr/en/rss.xml.
error-app-unknown-source = No source that is followed is called "{ $name }". "vigie sources" shows them all.
error-app-catalogue = The catalogue of sources cannot be read ({ $reason }).
error-app-internal = An internal error occurred while this source was read. The other sources are not affected; try again later.

# Examination of the folder

error-finding-header =
    { $times ->
        [one] The row of one article cannot be read.
       *[other] The rows of { $times } articles cannot be read.
    }
error-finding-body =
    { $times ->
        [one] The text of one article is missing or cannot be read.
       *[other] The texts of { $times } articles are missing or cannot be read.
    }
error-finding-measures =
    { $times ->
        [one] The facts of one article cannot be read.
       *[other] The facts of { $times } articles cannot be read.
    }
error-finding-version =
    { $times ->
        [one] One earlier version cannot be read.
       *[other] { $times } earlier versions cannot be read.
    }
error-finding-mark =
    { $times ->
        [one] One reading mark cannot be read.
       *[other] { $times } reading marks cannot be read.
    }
error-finding-source =
    { $times ->
        [one] One source cannot be read.
       *[other] { $times } sources cannot be read.
    }
error-finding-fetch =
    { $times ->
        [one] The state of one source cannot be read.
       *[other] The states of { $times } sources cannot be read.
    }
error-finding-stray-identifier =
    { $times ->
        [one] One identifier leads to no article.
       *[other] { $times } identifiers lead to no article.
    }
error-finding-no-identifier =
    { $times ->
        [one] One article cannot be found by its identifier.
       *[other] { $times } articles cannot be found by their identifiers.
    }
error-finding-orphan =
    { $times ->
        [one] One record belongs to no article.
       *[other] { $times } records belong to no article.
    }
error-finding-count =
    { $times ->
       *[other] The count of articles is wrong.
    }
error-finding-journal =
    { $times ->
        [one] One line of the journal cannot be read.
       *[other] { $times } lines of the journal cannot be read.
    }
error-finding-journal-short =
    { $times ->
       *[other] The journal has been cut short.
    }
error-finding-archive =
    { $times ->
        [one] One stretch of the archive cannot be read.
       *[other] { $times } stretches of the archive cannot be read.
    }
error-finding-archive-short =
    { $times ->
        [one] One file of the archive is missing or has been cut short.
       *[other] { $times } files of the archive are missing or have been cut short.
    }
