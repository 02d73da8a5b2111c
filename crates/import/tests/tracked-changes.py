"""Opens DOCX files in a headless LibreOffice, accepts or rejects all changes, and prints what is left.

Run by tracked-changes.sh with the Python that has LibreOffice's `uno`.
"""

import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.5)
    sys.exit("LibreOffice does not answer")


def paragraphs(context, path, command):
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    hidden = PropertyValue(Name="Hidden", Value=True)
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, (hidden,))
    if command == "count":
        redlines = document.Redlines
        n = 0
        iterator = redlines.createEnumeration()
        while iterator.hasMoreElements():
            iterator.nextElement()
            n += 1
        document.close(True)
        return n
    dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
    text = [p.getString() for p in iter_of(document.Text.createEnumeration())]
    document.close(True)
    return text


def iter_of(enumeration):
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


def main():
    pipe, folder = sys.argv[1:3]
    context = connect(pipe)
    failed = 0
    for name in sys.argv[3:]:
        path = f"{folder}/{name}.docx"
        changes = paragraphs(context, path, "count")
        for command, which in ((".uno:RejectAllTrackedChanges", "before"), (".uno:AcceptAllTrackedChanges", "after")):
            with open(f"{folder}/{name}.{which}.txt", encoding="utf-8") as file:
                wanted = file.read().split("\n")
            found = paragraphs(context, path, command)
            while found and found[-1] == "":
                found.pop()
            same = found == wanted
            print(f"{name}: {changes} changes, {command[5:11].lower()}ed: {'equal' if same else 'DIFFERS'}")
            if not same:
                failed = 1
                for a, b in zip(wanted, found):
                    if a != b:
                        print(f"  wanted {a[:120]!r}\n  found  {b[:120]!r}")
                        break
                print(f"  {len(wanted)} paragraphs wanted, {len(found)} found")
    try:
        context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
    except Exception:
        pass  # It ends before it answers.
    sys.exit(failed)


main()
