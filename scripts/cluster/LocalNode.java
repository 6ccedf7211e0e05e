import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/** A node of OpenSearch with the modules that Izde needs. Arguments: its folder, then settings as key=value. */
public final class LocalNode extends Node {
    private LocalNode(Settings settings, Path home) {
        super(
            InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), home.resolve("config"), () -> "local"),
            List.of(Netty4Plugin.class, MapperExtrasPlugin.class, CommonAnalysisPlugin.class),
            false);
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        Settings.Builder settings = Settings.builder().put("path.home", home.toString());
        for (int i = 1; i < arguments.length; i++) {
            String[] setting = arguments[i].split("=", 2);
            if (setting[1].contains(",")) {
                settings.putList(setting[0], setting[1].split(","));
            } else {
                settings.put(setting[0], setting[1]);
            }
        }
        LocalNode node = new LocalNode(settings.build(), home);
        node.start();
        // The node ends with whoever started it: the end of standard input says so.
        while (System.in.read() >= 0) {
        }
        node.close();
        System.exit(0);
    }
}
