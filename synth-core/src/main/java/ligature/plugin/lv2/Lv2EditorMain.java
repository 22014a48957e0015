package ligature.plugin.lv2;

import ligature.plugin.editor.EditorLoop;

/** The process of an LV2 plugin's editor. */
public final class Lv2EditorMain {

  private Lv2EditorMain() {}

  public static void main(String[] args) throws Exception {
    EditorLoop.run(hello -> new Lv2EditorUi(Lv2Editor.Described.read(hello)));
  }
}
